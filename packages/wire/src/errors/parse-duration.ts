// Durations as vendors write them: "1s", "6m0s", "250ms", "1.5 seconds", "10h17m5.7s".

const units: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ms: 1,
    millisecond: 1,
    s: 1000,
    sec: 1000,
    second: 1000,
    m: 60_000,
    min: 60_000,
    minute: 60_000,
    h: 3_600_000,
    hr: 3_600_000,
    hour: 3_600_000,
    d: 86_400_000,
    day: 86_400_000,
  }),
);

/** Milliseconds, or undefined where the text is no duration or has a unit that is not known. */
export function parseDuration(text: string | undefined): number | undefined {
  if (text === undefined || !/^(?:\d+(?:\.\d+)?\s?[a-z]+[ ,]*)+$/i.test(text)) return undefined;
  let total = 0;
  for (const [, count, name = ""] of text.matchAll(/(\d+(?:\.\d+)?)\s?([a-z]+)/gi)) {
    const word = name.toLowerCase();
    const unit = units.get(word) ?? units.get(word.replace(/s$/, ""));
    if (unit === undefined) return undefined;
    total += Number(count) * unit;
  }
  return total;
}
