// A package that is no plugin, or none that may be installed: said in one sentence, with what to do.
import { isAbsolute } from "node:path";
import { MayrosError, shellWord } from "@mayros/core";
import { folderProblem } from "@mayros/plugin-host";

/** `what`: a package, or an absolute path. Errors of Mayros stay as they are. */
export function refused(what: string, problem: unknown): unknown {
  if (MayrosError.isInstance(problem)) return problem;
  const isFolder = isAbsolute(what) && !/\.(tgz|tar\.gz)$/i.test(what);
  const validate = `mayros plugins validate ${shellWord(what)}`;
  const found = typeof problem === "string" ? { problem } : folderProblem(problem);
  return new MayrosError(
    "MAYROS_PLUGIN_INVALID",
    `${what} can't be installed: ${found.problem.replace(/^(has|is) /, "it $1 ")}`,
    { hint: found.fix ?? (isFolder ? validate : "mayros plugins search") },
  );
}
