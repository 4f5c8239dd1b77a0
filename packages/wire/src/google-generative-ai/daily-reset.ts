// When quotas by the day begin anew: at midnight, Pacific time.
// https://ai.google.dev/gemini-api/docs/rate-limits (accessed 2026-11-22)
const DAY = 86_400_000;

/** Milliseconds. */
export function untilDailyReset(at: number): number {
  const guess = DAY - sinceMidnight(at);
  // The days on which the clocks change are an hour shorter or longer than that.
  const off = sinceMidnight(at + guess);
  return off > DAY / 2 ? guess + DAY - off : guess - off;
}

function sinceMidnight(at: number): number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: "America/Los_Angeles",
    hourCycle: "h23",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  const [hours = 0, minutes = 0, seconds = 0] = format.format(at).split(":").map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + (at % 1000);
}
