// What a command is: its words stand in commands.ts, everything else in its own file.
import type { Environment } from "@mayros/core";
import type { Mayros } from "@mayros/sdk";

export interface OptionDeclaration {
  readonly type: "string" | "boolean";
  readonly short?: string;
  /** Placeholder in help: `<ref>`. */
  readonly value?: string;
  readonly help: string;
}

export type OptionDeclarations = Readonly<Record<string, OptionDeclaration>>;

export type OptionValues<Options extends OptionDeclarations> = {
  readonly [Name in keyof Options]?: Options[Name]["type"] extends "string" ? string : boolean;
};

export interface Invocation<Options extends OptionDeclarations> {
  readonly mayros: Mayros;
  readonly options: OptionValues<Options>;
  readonly positionals: readonly string[];
  readonly env: Environment;
  /** `--json` was given. */
  readonly json: boolean;
}

export interface Command<Options extends OptionDeclarations = OptionDeclarations> {
  /** After the command's words: `<provider/model>`, `[prompt...]`. */
  readonly usage?: string;
  /** How many arguments it takes; none by default. */
  readonly positionals?: { readonly min?: number; readonly max?: number };
  readonly options: Options;
  /** Further options that only plugins know of; one may replace one of `options`. */
  moreOptions?(mayros: Mayros): Promise<OptionDeclarations>;
  /** Further lines of help. */
  readonly details?: string;
  readonly examples: readonly string[];
  /** Resolves to the exit code; nothing means 0. */
  run(invocation: Invocation<Options>): Promise<number | undefined>;
}

/** Declares a command; returns it unchanged, with its option types inferred. */
export function defineCommand<const Options extends OptionDeclarations>(
  command: Command<Options>,
): Command<Options> {
  return command;
}
