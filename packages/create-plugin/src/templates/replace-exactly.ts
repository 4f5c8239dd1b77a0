// Text of a real plugin becomes text of a template: every replacement has to find what it is for, so that a template
// never says less than the plugin that it is made from, without anybody noticing.

export type Replacement = readonly [from: string | RegExp, to: string];

/** Throws where one of them finds nothing; `what` names the text. */
export function replaceExactly(
  what: string,
  text: string,
  replacements: readonly Replacement[],
): string {
  return replacements.reduce((before, [from, to]) => {
    const after = before.replaceAll(typeof from === "string" ? from : everywhere(from), () => to);
    if (after === before)
      throw new Error(`${what} has no ${String(from)}: the template no longer fits`);
    return after;
  }, text);
}

const everywhere = ({ source, flags }: RegExp): RegExp =>
  new RegExp(source, flags.includes("g") ? flags : `${flags}g`);

/** Throws where an object has keys that a template does not know what to do with, or lacks some. */
export function requireKeys(what: string, value: object, expected: readonly string[]): void {
  const found = Object.keys(value);
  const strange = found.filter((key) => !expected.includes(key));
  const lacks = expected.filter((key) => !found.includes(key));
  if (strange.length + lacks.length === 0) return;
  throw new Error(
    `${what} has ${strange.join(", ") || "all"} besides, and lacks ${lacks.join(", ") || "nothing"}: the template no longer fits`,
  );
}
