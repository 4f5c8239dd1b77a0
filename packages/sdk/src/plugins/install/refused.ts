// A package that is no plugin, or none that may be installed: said in one sentence, with what to do.
import { MayrosError, shellWord } from "@mayros/core";
import { folderProblem } from "@mayros/plugin-host";

/** Errors of Mayros stay as they are. */
export function refused(what: string, problem: unknown): unknown {
  if (MayrosError.isInstance(problem)) return problem;
  const found = typeof problem === "string" ? { problem } : folderProblem(problem);
  return new MayrosError(
    "MAYROS_PLUGIN_INVALID",
    `${what} can't be installed: ${found.problem.replace(/^(has|is) /, "it $1 ")}`,
    { hint: found.fix ?? `mayros plugins search ${shellWord(wordOf(what))}` },
  );
}

const wordOf = (what: string): string => what.split("/").at(-1) ?? what;
