// Puts the libraries of a plugin that ships into a folder of their own, with the machine's npm or pnpm and as everything
// of others is installed: no script runs, no key is in its environment. What was there stays until all of it is new.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { MayrosError } from "@mayros/core";
import { digestProject, type ProjectDigest } from "../install/digest-project.ts";
import type { PackageManager } from "../install/package-manager.ts";
import type { Libraries } from "./library-problem.ts";
import { digestOfFile, LIBRARY_RECORD, type LibraryRecord } from "./library-record.ts";

export interface LibraryInstallation {
  /** `<stateDir>/libraries/<id>`. */
  readonly folder: string;
  readonly libraries: Libraries;
  readonly manager: PackageManager;
  readonly signal: AbortSignal;
  readonly onStep: (step: "download" | "check" | "store") => void;
}

/** ms: a file system's clock goes in steps, and what was written a moment ago may be written again unseen. */
const SETTLED = 120;
const locks = { npm: "package-lock.json", pnpm: "pnpm-lock.yaml" } as const;

/** Rejects with what the manager rejects with; then nothing is changed. */
export async function installLibraries(asked: LibraryInstallation): Promise<LibraryRecord> {
  const { folder, libraries, manager, signal, onStep } = asked;
  const parent = dirname(folder);
  mkdirSync(parent, { recursive: true, mode: 0o700 });
  const draft = join(parent, `.${basename(folder)}-${randomBytes(6).toString("hex")}`);
  mkdirSync(draft, { mode: 0o700 });
  try {
    onStep("download");
    await manager.install(draft, libraries, { peers: true, signal });
    onStep("check");
    for (const name of Object.keys(libraries)) requireThere(draft, name);
    const [first = ""] = Object.keys(libraries);
    // Throws for what comes from no registry.
    manager.readLock(draft, first);
    await sleep(SETTLED, undefined, { signal });
    const record = recordOf(asked, draft, digestProject(join(draft, "node_modules")));
    writeFileSync(join(draft, LIBRARY_RECORD), `${JSON.stringify(record, null, 2)}\n`);
    onStep("store");
    putInPlace(draft, folder);
    return record;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function recordOf(
  { libraries, manager: { name } }: LibraryInstallation,
  draft: string,
  project: ProjectDigest,
): LibraryRecord {
  const file = locks[name];
  const lock = { file, digest: digestOfFile(join(draft, file)) };
  return { format: 1, libraries, manager: name, lock, ...project, installedAt: Date.now() };
}

function requireThere(draft: string, name: string): void {
  if (existsSync(join(draft, "node_modules", name, "package.json"))) return;
  throw new MayrosError("MAYROS_PACKAGE_UNAVAILABLE", `${name} was not installed`, {
    hint: "try again",
  });
}

function putInPlace(draft: string, folder: string): void {
  const before = `${draft}-before`;
  const isThere = existsSync(folder);
  if (isThere) renameSync(folder, before);
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (isThere) renameSync(before, folder);
    throw error;
  }
  if (isThere) rmSync(before, { recursive: true, force: true });
}
