// Whether a stranger's code may be loaded in this process: it was tried out in another one, as it is now. Tries it out
// where it was not, and remembers what came of it.
import { type Environment, MayrosError } from "@mayros/core";
import { codeIdentity } from "./code-identity.ts";
import { type CodeShape, undeclaredCode } from "./code-shape.ts";
import { findCodeFolders } from "./find-code-folders.ts";
import { notePath, readNote, writeNote } from "./first-load-note.ts";
import { type FirstLoadLimits, runFirstLoad } from "./run-first-load.ts";

/** Code of somebody else, as it lies on disk. */
export interface TriedCode {
  readonly id: string;
  /** Real path. */
  readonly folder: string;
  /** What was installed for this plugin alone; its folder, where that is all. Real path. */
  readonly project: string;
  /** Real path. */
  readonly entry: string;
  /** Of the manifest. */
  readonly declared: CodeShape;
  readonly cacheFolder: string;
  /** Of this process, as it was handed in. */
  readonly env: Environment;
}

export interface FirstLoadOptions {
  /** Also where it is known what came of it. */
  readonly again?: boolean | undefined;
  readonly limits?: FirstLoadLimits | undefined;
}

/** Throws MAYROS_PLUGIN_FAILED for code that must not be loaded. */
export async function requireFirstLoad(
  code: TriedCode,
  { again = false, limits }: FirstLoadOptions = {},
): Promise<void> {
  const path = notePath(code.cacheFolder, code.folder);
  const identity = codeIdentity(code.folder, code.project);
  const known = again ? undefined : readNote(path);
  if (known?.identity === identity) return refuse(code.id, known.problem);
  const problem = await findProblem(code, limits);
  writeNote(path, { id: code.id, identity, ...(problem === undefined ? {} : { problem }) });
  refuse(code.id, problem);
}

async function findProblem(
  { id, folder, project, entry, declared, env }: TriedCode,
  limits: FirstLoadLimits | undefined,
): Promise<string | undefined> {
  const { own, libraries } = findCodeFolders(folder, project);
  try {
    const outcome = await runFirstLoad({ entry, readable: [own, ...libraries], env }, limits);
    return "reason" in outcome ? outcome.reason : undeclaredCode(outcome.shape, declared);
  } catch (error) {
    // Not its fault, and nothing to remember.
    throw new MayrosError(
      "MAYROS_PLUGIN_FAILED",
      `the plugin ${id} can't be loaded: it could not be tried out in a process of its own: ${error instanceof Error ? error.message : String(error)}`,
      { hint: "try again", cause: error, details: { plugin: id } },
    );
  }
}

function refuse(id: string, problem: string | undefined): void {
  if (problem === undefined) return;
  throw new MayrosError("MAYROS_PLUGIN_FAILED", `the plugin ${id} can't be loaded: ${problem}`, {
    hint: `mayros plugins enable ${id}`,
    details: { plugin: id },
  });
}
