// To add a wire format is to add a folder: the lists are made from the folders, and a codec in a new one is found,
// loaded, offered to the build, and known by name.
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { listWires } from "../list-wires.ts";
import { root, wireSources } from "./list-sources.ts";
import { wireTables } from "./wire-tables.ts";

const copy = mkdtempSync(join(tmpdir(), "mayros-wire-"));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** All that somebody writes. */
const folder: Readonly<Record<string, string>> = {
  "index.ts": `import type { Codec } from "@mayros/core";
import { openaiCompletions } from "../openai-completions/index.ts";
export const acmeChat: Codec = { ...openaiCompletions, api: "acme-chat", namespace: "acme" };
`,
  "parts.json": "{}",
};

test("a new folder is a new wire format", async () => {
  const sources = join(copy, "packages/wire/src");
  cpSync(join(root, "packages/wire/src"), sources, { recursive: true });
  cpSync(join(root, "packages/wire/package.json"), join(copy, "packages/wire/package.json"));
  symlinkSync(join(root, "packages/wire/node_modules"), join(copy, "packages/wire/node_modules"));
  mkdirSync(join(copy, "packages/core/src"), { recursive: true });
  mkdirSync(join(sources, "acme-chat"));
  for (const [name, text] of Object.entries(folder)) {
    writeFileSync(join(sources, "acme-chat", name), text);
  }

  const wires = listWires(sources);
  expect(wires).toContain("acme-chat");
  const tables = Object.entries(wireTables(wires));
  for (const [path, text] of tables) writeFileSync(join(copy, path), text);

  const program = `
    import { codecs, loadCodec } from "./packages/wire/src/index.ts";
    import { wireNames } from "./packages/core/src/wire-names.ts";
    const codec = await loadCodec("acme-chat");
    console.log(JSON.stringify([codec.api, Object.keys(codecs).length, wireNames.length]));
  `;
  const ran = await promisify(execFile)(
    process.execPath,
    ["--conditions=@mayros/source", "--input-type=module-typescript", "--eval", program],
    { cwd: copy },
  );
  const count = listWires(wireSources).length + 1;
  expect(JSON.parse(ran.stdout)).toEqual(["acme-chat", count, count]);
});
