// Whether the libraries of a plugin are there, as its manifest wants them and as they were installed: asked before its
// code is loaded, so that a missing package is told with the command that brings it, and a changed one is not run.
import { join } from "node:path";
import { digestProject, stampOf } from "../install/digest-project.ts";
import { listProjectFiles } from "../install/project-files.ts";
import { folderProblem } from "../plugin-folder/read-plugin-folder.ts";
import { digestOfFile, type LibraryRecord, readLibraryRecord } from "./library-record.ts";

export type Libraries = Readonly<Record<string, string>>;

/** What is wrong, as a sentence: "its libraries are not installed". */
export function libraryProblem(folder: string, wanted: Libraries): string | undefined {
  const record = readLibraryRecord(folder);
  if (!record) return "its libraries are not installed";
  return (
    versionProblem(record, wanted) ?? lockProblem(folder, record.lock) ?? changed(folder, record)
  );
}

function versionProblem({ libraries }: LibraryRecord, wanted: Libraries): string | undefined {
  for (const [name, version] of Object.entries(wanted)) {
    const there = libraries[name];
    if (there === undefined) return `it needs ${name} ${version}, which is not installed`;
    if (there !== version) return `it needs ${name} ${version}, and ${there} is installed`;
  }
  return undefined;
}

function lockProblem(folder: string, { file, digest }: LibraryRecord["lock"]): string | undefined {
  try {
    if (digestOfFile(join(folder, file)) === digest) return undefined;
  } catch {
    return `its libraries are not whole: ${file} is gone`;
  }
  return `its libraries were changed: ${file} is not as it was installed`;
}

/** Reads nothing as long as no file was touched since. */
function changed(folder: string, { digest, stamp }: LibraryRecord): string | undefined {
  const modules = join(folder, "node_modules");
  try {
    if (stamp !== "" && stampOf(listProjectFiles(modules), Date.now()) === stamp) return undefined;
    if (digestProject(modules).digest === digest) return undefined;
  } catch (error) {
    return `its libraries can't be used: node_modules ${folderProblem(error).problem}`;
  }
  return "its libraries were changed since they were installed";
}
