// Import: loading the entry does nothing but define things. Every request of a provider loads it, and so does a look at
// what a plugin is.
import { deepStrictEqual } from "node:assert";
import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Check, done } from "./check.ts";
import type { PluginSubject } from "./plugin-subject.ts";

/** ms. */
const DEADLINE = 20_000;

export function importChecks({ directory, manifest, options }: PluginSubject): Check[] {
  const { entry } = manifest ?? {};
  if (entry === undefined) return [];
  return [
    {
      capability: "import",
      subject: "",
      name: "does nothing when it is imported",
      async run() {
        const folder = resolve(directory);
        const file = join(folder, options.entry ?? entry);
        deepStrictEqual(await probeImport(file, folder), []);
        return done;
      },
    },
  ];
}

/** What importing a module did, in words; by a process of its own, with this one's conditions. */
async function probeImport(file: string, folder: string): Promise<string[]> {
  // Beside this file in the sources, beside the chunk that this became in a build.
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  const probe = fileURLToPath(new URL(`./import-probe.${extension}`, import.meta.url));
  const conditions = import.meta.url.endsWith(".ts") ? ["--conditions=@mayros/source"] : [];
  const child = spawn(process.execPath, [...conditions, probe, pathToFileURL(file).href, folder], {
    stdio: ["ignore", "pipe", "pipe"],
    timeout: DEADLINE,
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  const [said, complaint, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    ended,
  ]);
  const last = said.trimEnd().split("\n").at(-1) ?? "";
  if (last.startsWith("[")) return JSON.parse(last) as string[];
  if (code === null) return [`it did not finish within ${DEADLINE / 1000} s`];
  return [`it can't be imported: ${complaint.trim().split("\n").slice(0, 8).join("\n")}`];
}
