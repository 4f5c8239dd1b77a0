// What a command is: its words stand in commands.ts, everything else in its own file.
import type { Environment } from "@mayros/core";
import type { Mayros, Suggestable } from "@mayros/sdk";

/** What completes a word in a shell: names that this machine has, files, or one of these words. */
export type Completion = Suggestable | "file" | readonly string[];

export interface OptionDeclaration {
  readonly type: "string" | "boolean";
  readonly short?: string;
  /** Placeholder in help: `<ref>`. */
  readonly value?: string;
  readonly help: string;
  /** It may be given several times; its value is a list then. */
  readonly multiple?: true;
  /** What its value may be. */
  readonly complete?: Completion;
}

export type OptionDeclarations = Readonly<Record<string, OptionDeclaration>>;

export type OptionValues<Options extends OptionDeclarations> = {
  readonly [Name in keyof Options]?: Options[Name] extends { readonly multiple: true }
    ? readonly string[]
    : Options[Name]["type"] extends "string"
      ? string
      : boolean;
};

export interface Invocation<Options extends OptionDeclarations> {
  readonly mayros: Mayros;
  readonly options: OptionValues<Options>;
  readonly positionals: readonly string[];
  readonly env: Environment;
  /** `--json` was given. */
  readonly json: boolean;
  /** All commands that these words may begin: for the one that completes them. */
  readonly listCommands: (typed: readonly string[]) => Promise<readonly CommandEntry[]>;
}

export interface Command<Options extends OptionDeclarations = OptionDeclarations> {
  /** After the command's words: `<provider/model>`, `[prompt...]`. */
  readonly usage?: string;
  /** How many arguments it takes; none by default. */
  readonly positionals?: { readonly min?: number; readonly max?: number };
  /** What its arguments may be, by place; the last stands for all that follow, too. */
  readonly complete?: readonly Completion[];
  readonly options: Options;
  /** Further options that only plugins know of; one may replace one of `options`. */
  moreOptions?(mayros: Mayros): Promise<OptionDeclarations>;
  /** With `--json` it prints a line for each thing that happens; its errors are lines, too. */
  readonly jsonLines?: true;
  /** Further lines of help. */
  readonly details?: string;
  readonly examples: readonly string[];
  /** Resolves to the exit code; nothing means 0. */
  run(invocation: Invocation<Options>): Promise<number | undefined>;
}

/** A line of the table of commands. */
export interface CommandEntry {
  readonly words: string;
  readonly summary: string;
  /** The words of the command that it is short for, whose code it has. Its own words begin others. */
  readonly shortFor?: string;
  /** Not for people: in no help, and nothing that is completed. */
  readonly hidden?: boolean;
  readonly load: () => Promise<{ command: Command }>;
}

/** Declares a command; returns it unchanged, with its option types inferred. */
export function defineCommand<const Options extends OptionDeclarations>(
  command: Command<Options>,
): Command<Options> {
  return command;
}
