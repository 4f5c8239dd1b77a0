// Whether the libraries of a plugin are there, as its manifest wants them: asked before its code is loaded, so that
// a missing package is told with the command that brings it. Two small files are read for it, whatever their number.
import { join } from "node:path";
import { digestOfFile, readLibraryRecord } from "./library-record.ts";

export type Libraries = Readonly<Record<string, string>>;

/** What is wrong, as a sentence without its subject: "its libraries are not installed". */
export function libraryProblem(folder: string, wanted: Libraries): string | undefined {
  const record = readLibraryRecord(folder);
  if (!record) return "its libraries are not installed";
  const other = Object.entries(wanted).find(
    ([name, version]) => record.libraries[name] !== version,
  );
  if (other) {
    const [name, version] = other;
    const there = record.libraries[name];
    return there === undefined
      ? `it needs ${name} ${version}, which is not installed`
      : `it needs ${name} ${version}, and ${there} is installed`;
  }
  return lockProblem(folder, record.lock);
}

function lockProblem(
  folder: string,
  { file, digest }: { readonly file: string; readonly digest: string },
): string | undefined {
  try {
    if (digestOfFile(join(folder, file)) === digest) return undefined;
  } catch {
    return `its libraries are not whole: ${file} is gone`;
  }
  return `its libraries were changed: ${file} is not as it was installed`;
}
