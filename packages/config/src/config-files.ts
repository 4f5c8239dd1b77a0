// The files that a config is made of, read once each, with a mark by which a long-running program sees
// that one of them changed, appeared or went away.
import { statSync } from "node:fs";
import { join } from "node:path";
import type { Locations } from "./locate.ts";
import { errorCode, readConfigFile } from "./read-config-file.ts";

export interface ConfigFiles {
  /** undefined where there is no file. Throws MAYROS_STATE_UNREADABLE. */
  readonly read: (path: string) => string | undefined;
  /** Others than its owner may read it. */
  readonly isOpen: (path: string) => boolean;
  /** Every file that was asked for, also those that do not exist. */
  readonly list: () => string[];
  /** As `fingerprintFiles` of that list gave it before the files were read. */
  readonly fingerprint: () => string;
}

export function modelsFilePath({ stateDir }: Locations): string {
  return join(stateDir, "models.json");
}

export function dotEnvPath({ stateDir }: Locations): string {
  return join(stateDir, ".env");
}

export function openConfigFiles(): ConfigFiles {
  const texts = new Map<string, string | undefined>();
  const marks = new Map<string, string>();
  return {
    read(path) {
      if (texts.has(path)) return texts.get(path);
      // Before the text: a change between the two is seen as one.
      if (!marks.has(path)) marks.set(path, markOf(path));
      const text = readConfigFile(path);
      texts.set(path, text);
      return text;
    },
    isOpen(path) {
      const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? 0;
      return process.platform !== "win32" && (mode & 0o044) !== 0;
    },
    list: () => [...marks.keys()],
    fingerprint: () => [...marks.values()].join("\n"),
  };
}

/** Changes whenever one of the files does. */
export function fingerprintFiles(paths: readonly string[]): string {
  return paths.map(markOf).join("\n");
}

function markOf(path: string): string {
  try {
    const { ino, size, mtimeMs, ctimeMs } = statSync(path);
    return `${ino} ${size} ${mtimeMs} ${ctimeMs}`;
  } catch (error) {
    // Whatever it is, reading the file says it better.
    return errorCode(error);
  }
}
