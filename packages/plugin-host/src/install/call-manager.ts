// What npm and pnpm are called for in the same way: with flags where no argument can pass for one, for so long, and questions
// of a registry.
import { explainFailure, SEARCH } from "./explain-failure.ts";
import type { PackageManager } from "./package-manager.ts";
import { readPublished } from "./read-answers.ts";
import { type ManagerOutput, type ManagerProgram, runManager } from "./run-manager.ts";
import { searchPackages } from "./search-packages.ts";

/** ms */
export const PATIENCE: Readonly<Record<"ask" | "install" | "pack", number>> = {
  ask: 60_000,
  install: 10 * 60_000,
  pack: 2 * 60_000,
};

interface CallOptions {
  /** Absent for one where no settings of any project count. */
  readonly cwd?: string;
  readonly signal: AbortSignal;
  /** ms */
  readonly patience: number;
}

/** `what`: the package or folder that it is about, for an error. Throws what PackageManager throws. */
export type CallManager = (
  what: string,
  args: readonly string[],
  options: CallOptions,
) => Promise<ManagerOutput>;

/** `flags`: of every call. They stand behind the name of the command: what stands behind `--` is never an option. */
export function callManager(
  program: ManagerProgram,
  home: string,
  flags: readonly string[],
): CallManager {
  return async (what, [command = "", ...words], options) => {
    const args = [command, ...flags, ...words];
    const output = await runManager(program, { cwd: home, ...options, args });
    if (output.code !== 0) throw explainFailure({ manager: program.name, what, output });
    return output;
  };
}

export interface QuestionFlags {
  /** Whoever waits for an answer is told soon that there is none. */
  readonly soon: readonly string[];
  /** How many are found at most. */
  readonly limit: string;
}

export function registryQuestions(
  call: CallManager,
  { soon, limit }: QuestionFlags,
): Pick<PackageManager, "view" | "search"> {
  const ask = async (
    what: string,
    [command = "", ...flags]: readonly string[],
    words: readonly string[],
    signal: AbortSignal,
  ): Promise<string> => {
    const args = [command, "--json", ...soon, ...flags, "--", ...words];
    return (await call(what, args, { signal, patience: PATIENCE.ask })).stdout;
  };
  return {
    view: async (spec, signal) => readPublished(spec, await ask(spec, ["view"], [spec], signal)),
    search: (words, signal) =>
      searchPackages(words, (asked) => ask(SEARCH, ["search", limit], asked, signal)),
  };
}
