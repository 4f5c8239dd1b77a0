// JSON as the formatter wants it, so that neither a second run nor `pnpm format` changes what was written.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "../list-sources.ts";

export function formatJson(value: unknown): string {
  const biome = join(root, "node_modules/.bin/biome");
  const run = spawnSync(biome, ["format", "--stdin-file-path", "models.json"], {
    cwd: root,
    input: JSON.stringify(value),
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (run.status !== 0) throw new Error(`biome format failed: ${run.error ?? run.stderr}`);
  return run.stdout;
}
