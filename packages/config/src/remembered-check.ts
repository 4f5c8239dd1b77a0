// Remembers which configs were found valid, because loading zod costs 15 ms of every start. The file
// may be deleted at any time, and failing to write it harms nothing.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isRecord } from "./is-record.ts";
import { quickHash } from "./quick-hash.ts";
import { replaceFile } from "./replace-file.ts";
import type { ConfigSource } from "./source/config-document.ts";
import { SCHEMA_FINGERPRINT } from "./validate/schema-fingerprint.ts";

const KEPT = 8;

/** Names the texts of a config with the environment values that they asked for. */
export function checkKey(
  texts: readonly ConfigSource[],
  references: Readonly<Record<string, string | undefined>>,
): string {
  const values = Object.entries(references).sort(([a], [b]) => (a < b ? -1 : 1));
  return quickHash(JSON.stringify([SCHEMA_FINGERPRINT, texts, values]));
}

/** Keys of configs that were valid, newest first. */
export function readValidKeys(stateDir: string): string[] {
  try {
    const remembered: unknown = JSON.parse(readFileSync(cachePath(stateDir), "utf8"));
    const valid = isRecord(remembered) ? remembered.valid : undefined;
    return Array.isArray(valid) ? valid.filter((key) => typeof key === "string") : [];
  } catch {
    return [];
  }
}

/** Puts `key` before the `known` ones; never throws. */
export function rememberValid(stateDir: string, key: string, known: string[]): void {
  const valid = [key, ...known.filter((other) => other !== key)].slice(0, KEPT);
  try {
    replaceFile(cachePath(stateDir), JSON.stringify({ valid }));
  } catch {
    // The next start checks the config again.
  }
}

function cachePath(stateDir: string): string {
  return join(stateDir, "cache", "config-check.json");
}
