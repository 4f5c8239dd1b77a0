// Options and arguments of one command, checked, with the nearest option named for a misspelled one.
import { parseArgs } from "node:util";
import { MayrosError, nearestName } from "@mayros/core";
import type { Command, OptionDeclarations, OptionValues } from "./command.ts";
import { quoteWord } from "./quote-word.ts";

/** Options that every command takes. */
export const everywhere: OptionDeclarations = {
  json: { type: "boolean", help: "Print JSON" },
  help: { type: "boolean", short: "h", help: "Show this help" },
};

export interface ParsedOptions {
  readonly options: OptionValues<OptionDeclarations>;
  readonly positionals: readonly string[];
}

/** The words among which options are looked for: those after `--` are arguments, whatever they say. */
export function optionWords(typed: readonly string[]): readonly string[] {
  const end = typed.indexOf("--");
  return end < 0 ? typed : typed.slice(0, end);
}

/** Throws MAYROS_USAGE. */
export function parseOptions(
  words: string,
  typed: readonly string[],
  declared: OptionDeclarations,
  command: Pick<Command, "positionals" | "usage">,
): ParsedOptions {
  const options = { ...declared, ...everywhere };
  const { min = 0, max = 0 } = command.positionals ?? {};
  const hint = `mayros ${words} --help`;
  if (max > 0) refuseDashedArgument(words, typed, options);
  refuseSingleDash(typed, options, hint);
  const config = Object.fromEntries(
    Object.entries(options).map(([name, { type, short, multiple = false }]) => [
      name,
      { type, multiple, ...(short === undefined ? {} : { short }) },
    ]),
  );
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({ args: [...typed], options: config, allowPositionals: true });
  } catch (error) {
    throw new MayrosError("MAYROS_USAGE", explain(error as Error, Object.keys(options)), { hint });
  }
  refuseEmptyValue(parsed.values, hint);
  const { positionals } = parsed;
  if (positionals.length < min) {
    const wanted = `mayros ${words} ${command.usage ?? ""}`.trim();
    throw new MayrosError("MAYROS_USAGE", `an argument is missing: ${wanted}`, { hint });
  }
  if (positionals.length > max) {
    throw new MayrosError("MAYROS_USAGE", `unexpected argument "${positionals[max]}"`, { hint });
  }
  return { options: parsed.values as ParsedOptions["options"], positionals };
}

/** `run "- do this"`: several words in one are no option, only a dash makes them look like one. */
function refuseDashedArgument(
  words: string,
  typed: readonly string[],
  options: OptionDeclarations,
): void {
  const found = optionWords(typed).find((word, index) => {
    const before = /^--([^=]+)$/.exec(typed[index - 1] ?? "")?.[1] ?? "";
    return /^-[^=]*\s/.test(word) && options[before]?.type !== "string";
  });
  if (found === undefined) return;
  const others = typed.length > 1 ? "... " : "";
  const word = quoteWord(found);
  throw new MayrosError("MAYROS_USAGE", `${word} begins with a dash: it goes after "--"`, {
    hint: `mayros ${words} ${others}-- ${word}`,
  });
}

/** `-model x` would be read as `-m odel`. */
function refuseSingleDash(
  typed: readonly string[],
  options: OptionDeclarations,
  hint: string,
): void {
  for (const word of optionWords(typed)) {
    const name = /^-([a-z][a-z-]+)(?:=|$)/.exec(word)?.[1];
    if (name === undefined || !Object.hasOwn(options, name)) continue;
    throw new MayrosError("MAYROS_USAGE", `unknown option -${name}; did you mean --${name}?`, {
      hint,
    });
  }
}

/** `--profile "$UNSET"`: no option means anything by that. */
function refuseEmptyValue(values: Readonly<Record<string, unknown>>, hint: string): void {
  for (const [name, value] of Object.entries(values)) {
    const isEmpty = [value].flat().some((each) => typeof each === "string" && each.trim() === "");
    if (isEmpty) throw new MayrosError("MAYROS_USAGE", `--${name} needs a value`, { hint });
  }
}

/** Says what `parseArgs` found wrong in a sentence of ours. */
function explain(error: Error, names: readonly string[]): string {
  const { code } = error as NodeJS.ErrnoException;
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? "";
  const option = (quoted.split(/[ ,=]/).find((word) => word.startsWith("--")) ?? quoted).trim();
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
    const nearest = nearestName(option.replace(/^-+/, ""), names);
    return `unknown option ${option}${nearest ? `; did you mean --${nearest}?` : ""}`;
  }
  if (code !== "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") {
    return error.message.split(". ")[0] ?? error.message;
  }
  if (error.message.includes("does not take an argument")) return `${option} takes no value`;
  const assigned = /'(--[^'=]+)=-XYZ'/.exec(error.message)?.[1];
  return assigned === undefined
    ? `${option} needs a value`
    : `${option} needs a value; write one that begins with a dash as ${assigned}=...`;
}
