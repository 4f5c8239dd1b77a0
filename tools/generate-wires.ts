// Makes a folder of packages/wire/src known: node tools/generate-wires.ts [--check]
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listWires } from "../list-wires.ts";
import { root, wireSources } from "./list-sources.ts";
import { wireTables } from "./wire-tables.ts";

const checking = process.argv.includes("--check");
let stale = 0;
for (const [file, text] of Object.entries(wireTables(listWires(wireSources)))) {
  const path = join(root, file);
  if (readFileSync(path, "utf8") === text) continue;
  stale += 1;
  if (checking) console.error(`${file} is stale; run node tools/generate-wires.ts`);
  else writeFileSync(path, text);
}
console.log(
  `wires: ${listWires(wireSources).length} formats, ${stale} files ${checking ? "stale" : "written"}`,
);
process.exitCode = checking && stale > 0 ? 1 : 0;
