// A plugin as somebody makes it who wants to publish one: by the built create command, in a folder outside of this workspace.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const workspace = join(import.meta.dirname, "../../..");

/** Makes `acme`; returns its folder, which is removed when the test is over. */
export function createPlugin(...words: string[]): string {
  const parent = mkdtempSync(join(tmpdir(), "mayros-created-"));
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
  const main = join(workspace, "packages/create-plugin/dist/main.js");
  execFileSync(process.execPath, [main, "acme", ...words, "--yes"], {
    cwd: parent,
    stdio: "pipe",
  });
  return join(parent, "acme");
}

/** What `npm install && npm run build` do, with the packages of this workspace. */
export function buildPlugin(folder: string): void {
  mkdirSync(join(folder, "node_modules/@mayros"), { recursive: true });
  for (const name of ["core", "oauth"]) {
    symlinkSync(join(workspace, "packages", name), join(folder, "node_modules/@mayros", name));
  }
  const compiler = join(workspace, "node_modules/typescript-7/bin/tsc");
  execFileSync(process.execPath, [compiler, "-p", folder], { stdio: "pipe" });
}

export function changeManifest(folder: string, change: (manifest: Manifest) => void): void {
  const file = join(folder, "mayros.plugin.json");
  const manifest = JSON.parse(readFileSync(file, "utf8")) as Manifest;
  change(manifest);
  writeFileSync(file, JSON.stringify(manifest, null, 2));
}

export interface Manifest {
  hosts: string[];
}
