// The files and folders that a typed path could go on with. Our own few lines, so that the scripts of all
// shells quote them like every other candidate.
import { readdirSync, statSync } from "node:fs";

/** Each begins with what was typed; a folder ends with a slash, so that it goes on. */
export function listFiles(typed: string): string[] {
  const slash = typed.lastIndexOf("/") + 1;
  const folder = typed.slice(0, slash);
  const begun = typed.slice(slash);
  // A tilde is the shell's to replace, which it does not in what is quoted.
  if (folder.startsWith("~")) return [];
  return namesIn(folder)
    .filter((name) => name.startsWith(begun) && (begun !== "" || !name.startsWith(".")))
    .sort()
    .map((name) => `${folder}${name}${isFolder(folder + name) ? "/" : ""}`);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder || ".");
  } catch {
    return [];
  }
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
