// Reads and writes installed.json: the one place that says which plugins are installed. Written whole or not at all.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { replaceFile } from "@mayros/config";
import { forbiddenKey } from "../plugin-folder/forbidden-key.ts";
import { INSTALLED_FILE, type InstallRecord } from "./install-record.ts";
import { isPackageName } from "./parse-package-spec.ts";

export type InstalledRecords = ReadonlyMap<string, InstallRecord>;

export interface ReadInstalled {
  readonly records: InstalledRecords;
  /** Why it can't be used: nothing is installed then, as far as anybody knows. */
  readonly problem?: string;
}

const ID = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** `root`: the folder of installed plugins. A file that is not there holds none. */
export function readInstalled(root: string): ReadInstalled {
  const none: InstalledRecords = new Map();
  let text: string;
  try {
    text = readFileSync(join(root, INSTALLED_FILE), "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return { records: none };
    return { records: none, problem: `can't be read: ${code ?? "unknown"}` };
  }
  try {
    return { records: parseInstalled(text) };
  } catch (error) {
    return { records: none, problem: `is damaged: ${(error as Error).message}` };
  }
}

function parseInstalled(text: string): InstalledRecords {
  const value: unknown = JSON.parse(text);
  const forbidden = forbiddenKey(value);
  if (forbidden !== undefined) throw new Error(forbidden);
  const { format, plugins } = (value ?? {}) as { format?: unknown; plugins?: unknown };
  if (format !== 1) throw new Error(`it has format ${String(format)}; this version reads 1`);
  if (typeof plugins !== "object" || plugins === null || Array.isArray(plugins)) {
    throw new Error("it names no plugins");
  }
  const records = new Map<string, InstallRecord>();
  for (const [id, record] of Object.entries(plugins as Record<string, unknown>)) {
    if (!isRecordOf(id, record)) throw new Error(`what it says of ${id} is no record`);
    records.set(id, record);
  }
  return records;
}

function isRecordOf(id: string, value: unknown): value is InstallRecord {
  if (typeof value !== "object" || value === null) return false;
  const record = value as Partial<Record<keyof InstallRecord, unknown>>;
  const texts = [record.version, record.spec, record.integrity, record.digest];
  return (
    ID.test(id) &&
    record.id === id &&
    typeof record.package === "string" &&
    isPackageName(record.package) &&
    ["registry", "folder", "tarball"].includes(record.source as string) &&
    texts.every((text) => typeof text === "string" && text !== "") &&
    typeof record.installedAt === "number"
  );
}

/** One step: a reader has the old file or the new one, also after a power cut. Throws what the disk says. */
export function writeInstalled(root: string, records: InstalledRecords): void {
  const sorted = [...records].sort(([a], [b]) => (a < b ? -1 : 1));
  const text = `${JSON.stringify({ format: 1, plugins: Object.fromEntries(sorted) }, null, 2)}\n`;
  replaceFile(join(root, INSTALLED_FILE), text, { durable: true });
}
