// Right before code of an installed plugin is run: its files are those that somebody agreed to, or it is not run.
import { MayrosError } from "@mayros/core";
import type { InstalledFacts } from "../plugin-index/plugin-index.ts";
import { projectProblem } from "./verify-project.ts";

/** Throws MAYROS_PLUGIN_FAILED. Stats of its files as long as none was touched: a millisecond for a hundred of them. */
export function requireRecordedFiles(installed: InstalledFacts | undefined): void {
  if (!installed) return;
  const { id, project, stamp } = installed;
  const wrong = projectProblem(project, installed, stamp);
  if (!wrong) return;
  throw new MayrosError(
    "MAYROS_PLUGIN_FAILED",
    `the plugin ${id} can't be loaded: ${wrong.problem}`,
    {
      hint: wrong.fix ?? "mayros plugins doctor",
      details: { plugin: id },
    },
  );
}
