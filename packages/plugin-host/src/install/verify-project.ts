// Whether the files of an installed plugin are those that somebody agreed to. Asked when the index of installed plugins is
// made, and right before code of one is loaded.
import { shellWord } from "@mayros/core";
import { folderProblem } from "../plugin-folder/read-plugin-folder.ts";
import type { FolderProblem } from "../plugin-index/plugin-index.ts";
import { digestProject, stampOf } from "./digest-project.ts";
import type { InstallRecord } from "./install-record.ts";
import { listProjectFiles } from "./project-files.ts";

export interface Verified {
  /** What `stampOf` said while the files were right. */
  readonly stamp: string;
}

/** Reads every file. */
export function verifyProject(
  project: string,
  record: InstallRecord,
): Verified | Pick<FolderProblem, "problem" | "fix"> {
  try {
    const { digest, stamp } = digestProject(project);
    if (digest === record.digest) return { stamp };
    return { problem: "its files changed since it was installed", fix: installAgain(record) };
  } catch (error) {
    return { problem: folderProblem(error).problem, fix: installAgain(record) };
  }
}

/** Reads nothing as long as no file was touched since `stamp` was made. */
export function projectProblem(
  project: string,
  record: InstallRecord,
  stamp: string,
): Pick<FolderProblem, "problem" | "fix"> | undefined {
  try {
    if (stamp !== "" && stampOf(listProjectFiles(project), Date.now()) === stamp) return undefined;
  } catch {
    // What is wrong is found below, and said.
  }
  const verified = verifyProject(project, record);
  return "problem" in verified ? verified : undefined;
}

/** The command that puts the same files there again. */
function installAgain(record: InstallRecord): string {
  const { source, spec } = record;
  const same = source === "registry" ? `${record.package}@${record.version}` : spec;
  return `mayros plugins install ${shellWord(same)}`;
}
