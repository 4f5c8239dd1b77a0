// Remembers which configs were found valid, because loading zod costs 15 ms of every start. The file
// may be deleted at any time, and failing to write it harms nothing.
import { hash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isRecord } from "./is-record.ts";
import { SCHEMA_FINGERPRINT } from "./validate/schema-fingerprint.ts";

const KEPT = 8;

/** Names a config text with the environment values that it asked for. */
export function checkKey(
  text: string,
  references: Readonly<Record<string, string | undefined>>,
): string {
  const values = Object.entries(references).sort(([a], [b]) => (a < b ? -1 : 1));
  return hash("sha256", JSON.stringify([SCHEMA_FINGERPRINT, text, values]));
}

/** Keys of configs that were valid, newest first. */
export async function readValidKeys(stateDir: string): Promise<string[]> {
  try {
    const remembered: unknown = JSON.parse(await readFile(cachePath(stateDir), "utf8"));
    const valid = isRecord(remembered) ? remembered.valid : undefined;
    return Array.isArray(valid) ? valid.filter((key) => typeof key === "string") : [];
  } catch {
    return [];
  }
}

/** Puts `key` before the `known` ones; never throws. */
export async function rememberValid(stateDir: string, key: string, known: string[]): Promise<void> {
  const path = cachePath(stateDir);
  const temporary = `${path}.${randomUUID()}`;
  const valid = [key, ...known.filter((other) => other !== key)].slice(0, KEPT);
  try {
    await mkdir(join(stateDir, "cache"), { recursive: true, mode: 0o700 });
    await writeFile(temporary, JSON.stringify({ valid }), { mode: 0o600, flag: "wx" });
    await rename(temporary, path);
  } catch {
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

function cachePath(stateDir: string): string {
  return join(stateDir, "cache", "config-check.json");
}
