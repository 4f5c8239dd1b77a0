// Reads the file of another program that logins are taken over from. It is only read.
import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { MayrosError, shellWord } from "@mayros/core";
import { type FoundProfiles, readAuthProfiles } from "@mayros/credentials";

const MOST_BYTES = 16 * 1024 * 1024;

/** `path`: absolute, or from the working folder. Throws MAYROS_USAGE, MAYROS_CREDENTIAL_INVALID. */
export async function readProfilesFile(path: string): Promise<FoundProfiles> {
  const absolute = resolve(path);
  const text = await read(absolute);
  return readAuthProfiles(text, absolute);
}

async function read(path: string): Promise<string> {
  try {
    const stats = await stat(path);
    if (!stats.isFile()) throw unusable(path, "is no file");
    if (stats.size > MOST_BYTES) throw unusable(path, "has more than 16 MiB: it holds no logins");
    return await readFile(path, "utf8");
  } catch (error) {
    if (MayrosError.isInstance(error)) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw unusable(path, code === "ENOENT" ? "does not exist" : `can't be read (${code})`);
  }
}

function unusable(path: string, what: string): MayrosError {
  return new MayrosError("MAYROS_USAGE", `${path} ${what}`, { hint: `ls -l ${shellWord(path)}` });
}
