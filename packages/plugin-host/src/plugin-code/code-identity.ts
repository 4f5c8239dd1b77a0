// Tells one state of a plugin's files from another: what was tried out holds for these files and for no others. Stats
// only; what is in installed files is checked by their digest elsewhere.
import { hash } from "node:crypto";
import { lstatSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { signatureOf } from "../plugin-cache/signature.ts";

/** A plugin has tens of files. Of more, nothing but their number is told. */
const MOST = 5_000;

/** What package managers rewrite when they change what a plugin depends on. */
const LOCKS = ["package-lock.json", "pnpm-lock.yaml", "node_modules/.package-lock.json"];

export function codeIdentity(folder: string, project: string): string {
  const seen: string[] = [];
  const open = [folder];
  for (let next = open.pop(); next !== undefined && seen.length < MOST; next = open.pop()) {
    for (const entry of listed(next)) {
      const path = join(next, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== "node_modules" && entry.name !== ".git") open.push(path);
      } else {
        seen.push(`${relative(folder, path)} ${mark(path)}`);
      }
    }
  }
  const locks = [folder, project].flatMap((each) =>
    LOCKS.map((name) => signatureOf(join(each, name))),
  );
  return hash("sha256", JSON.stringify([seen.sort(), locks]), "hex");
}

/** Its time of change can't be set back, as that of its contents can. */
function mark(path: string): string {
  const { ino, size, mtimeMs, ctimeMs } = lstatSync(path, { throwIfNoEntry: false }) ?? {};
  return [ino, size, mtimeMs, ctimeMs].join(" ");
}

function listed(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
