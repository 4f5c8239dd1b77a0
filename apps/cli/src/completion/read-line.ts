// What the words after a command's own say so far: which options were given, how many arguments, and
// whether the next word is an option's value. Pure, and forgiving: the line is not finished.
import type { OptionDeclarations } from "../command.ts";

export interface ReadLine {
  /** The option whose value comes next. */
  readonly pending: string | undefined;
  readonly given: ReadonlySet<string>;
  /** How many arguments there are already. */
  readonly count: number;
  /** `--` was typed: no option can follow. */
  readonly ended: boolean;
}

export function readLine(words: readonly string[], declared: OptionDeclarations): ReadLine {
  const given = new Set<string>();
  let pending: string | undefined;
  let count = 0;
  for (const [index, word] of words.entries()) {
    if (pending !== undefined) {
      pending = undefined;
    } else if (word === "--") {
      return { pending, given, count: count + words.length - index - 1, ended: true };
    } else if (word.startsWith("-") && word !== "-") {
      const name = optionName(word, declared);
      if (name !== undefined) given.add(name);
      const takesNext = name !== undefined && !word.includes("=");
      if (takesNext && declared[name]?.type === "string") pending = name;
    } else {
      count++;
    }
  }
  return { pending, given, count, ended: false };
}

/** Of `--name`, `--name=value` and `-n`; undefined for what is no option of the command. */
function optionName(word: string, declared: OptionDeclarations): string | undefined {
  const long = /^--([^=]+)/.exec(word)?.[1];
  if (long !== undefined) return Object.hasOwn(declared, long) ? long : undefined;
  const found = Object.entries(declared).find(([, { short }]) => word === `-${short}`);
  return found?.[0];
}
