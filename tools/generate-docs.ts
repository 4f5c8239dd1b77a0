// Writes the parts of the docs that are made from code, between two markers, the pages of providers, and the
// manifest's page and JSON Schema, so that they cannot go stale: node --conditions=@mayros/source tools/generate-docs.ts [--check]
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./list-sources.ts";
import { manifestFiles } from "./manifest-docs/manifest-files.ts";
import { markdownTable as table } from "./markdown-table.ts";
import { providerPages } from "./provider-pages/provider-pages.ts";
import { readDivergences } from "./read-divergences.ts";
import { readParts } from "./read-parts.ts";
import { failureRows, ladderRows, orderRows } from "./rule-tables.ts";

/** What each wire does with each part of a call and of an answer. */
function partsTable(): string {
  const { wires, sections } = readParts();
  const rows = sections.flatMap(({ title, parts }) => [
    [`**${title}**`, ...wires.map(() => "")],
    ...parts.map((part) => [part, ...wires.map(({ says }) => says[part] ?? "")]),
  ]);
  return table([["part", ...wires.map(({ api }) => `\`${api}\``)], ...rows]);
}

const divergences = await readDivergences();

/** Where a wire differs from the AI SDK on purpose, and why. */
function divergencesTable(): string {
  const rows = divergences.map(({ api, judge, reason, in: where, cases }) => [
    `\`${api}\`${judge === undefined ? "" : `, against \`${judge}\``}`,
    where.join(", "),
    reason,
    cases.join(", "),
  ]);
  return table([["wire", "in", "why", "shown by"], ...rows]);
}

/** File, name of the part, and what stands there. */
const parts: readonly [string, string, () => string][] = [
  ["docs/keys.md", "order", () => table(orderRows())],
  ["docs/keys.md", "failures", () => table(failureRows())],
  ["docs/keys.md", "ladders", () => table(ladderRows())],
  ["docs/wire-divergences.md", "divergences", divergencesTable],
  ["packages/wire/README.md", "parts", partsTable],
];

function replacePart(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- generated: ${name} -->`, `<!-- end: ${name} -->`];
  const from = text.indexOf(start);
  const to = text.indexOf(end, from);
  if (from < 0 || to < 0) throw new Error(`the markers of "${name}" are missing`);
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`;
}

const checking = process.argv.includes("--check");
let stale = 0;
for (const [file, name, make] of parts) {
  const path = join(root, file);
  const before = readFileSync(path, "utf8");
  const after = replacePart(before, name, make());
  if (after === before) continue;
  stale += 1;
  if (checking) console.error(`${file}: "${name}" is stale; run tools/generate-docs.ts`);
  else writeFileSync(path, after);
}
const pages = [...providerPages(root), ...manifestFiles(root)];
for (const { file, before, after } of pages) {
  if (after === before) continue;
  stale += 1;
  const path = join(root, file);
  if (checking) console.error(`${file} is stale; run tools/generate-docs.ts`);
  else if (after === undefined) rmSync(path);
  else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, after);
  }
}
console.log(
  `docs: ${parts.length} generated parts and ${pages.length} pages, ${stale} ${checking ? "stale" : "written"}`,
);
process.exitCode = checking && stale > 0 ? 1 : 0;
