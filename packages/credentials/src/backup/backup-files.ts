// Where backups of auth.db lie and which of them stay: `<stateDir>/backups/auth-20261128T143000123Z.db`.
import { readdirSync } from "node:fs";
import { join } from "node:path";

export interface BackupFile {
  readonly path: string;
  /** ms since the epoch. */
  readonly madeAt: number;
}

/** That many stay. */
const KEPT = 3;
/** ms. One that is younger is replaced, so that a busy hour does not push out what was before it. */
const YOUNG = 60 * 60 * 1000;

export const backupFolder = (stateDir: string): string => join(stateDir, "backups");

export function backupPath(stateDir: string, now: number): string {
  const time = new Date(now).toISOString().replace(/[-:.]/g, "");
  return join(backupFolder(stateDir), `auth-${time}.db`);
}

const NAME = /^auth-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(\d{3})Z\.db$/;

/** Newest first. Empty where the folder is missing or can't be read. */
export function listBackupFiles(stateDir: string): BackupFile[] {
  const folder = backupFolder(stateDir);
  return namesIn(folder)
    .flatMap((name) => {
      const madeAt = timeOf(name);
      return madeAt === undefined ? [] : [{ path: join(folder, name), madeAt }];
    })
    .sort((a, b) => b.madeAt - a.madeAt);
}

/** What goes when there is a new one; `files` newest first and without it. */
export function outdated(files: readonly BackupFile[], now: number): readonly BackupFile[] {
  const [newest] = files;
  const replaced = newest && Math.abs(now - newest.madeAt) < YOUNG ? [newest] : [];
  const left = files.filter((file) => !replaced.includes(file));
  return [...replaced, ...left.slice(KEPT - 1)];
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function timeOf(name: string): number | undefined {
  const parts = NAME.exec(name);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second, ms] = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`);
}
