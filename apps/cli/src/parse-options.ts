// Options and arguments of one command, checked, with the nearest option named for a misspelled one.
import { parseArgs } from "node:util";
import { MayrosError, nearestName } from "@mayros/core";
import type { Command, OptionDeclarations, OptionValues } from "./command.ts";

/** Options that every command takes. */
export const everywhere: OptionDeclarations = {
  json: { type: "boolean", help: "Print JSON" },
  help: { type: "boolean", short: "h", help: "Show this help" },
};

export interface ParsedOptions {
  readonly options: OptionValues<OptionDeclarations>;
  readonly positionals: readonly string[];
}

/** Throws MAYROS_USAGE. */
export function parseOptions(
  words: string,
  typed: readonly string[],
  declared: OptionDeclarations,
  positionals: Command["positionals"],
): ParsedOptions {
  const options = { ...declared, ...everywhere };
  const hint = `mayros ${words} --help`;
  const config = Object.fromEntries(
    Object.entries(options).map(([name, { type, short }]) => [
      name,
      { type, ...(short === undefined ? {} : { short }) },
    ]),
  );
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({ args: [...typed], options: config, allowPositionals: true });
  } catch (error) {
    throw new MayrosError("MAYROS_USAGE", explain(error as Error, Object.keys(options)), { hint });
  }
  const { min = 0, max = 0 } = positionals ?? {};
  const count = parsed.positionals.length;
  if (count < min) throw new MayrosError("MAYROS_USAGE", "an argument is missing", { hint });
  if (count > max) {
    const surplus = parsed.positionals[max];
    throw new MayrosError("MAYROS_USAGE", `unexpected argument "${surplus}"`, { hint });
  }
  return {
    options: parsed.values as ParsedOptions["options"],
    positionals: parsed.positionals,
  };
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
  if (code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") {
    return error.message.includes("does not take an argument")
      ? `${option} takes no value`
      : `${option} needs a value`;
  }
  return error.message.split(". ")[0] ?? error.message;
}
