// Both shapes of package, as small ones; what is not as expected is refused and never run.
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { checkIntegrity } from "./fetch-package.ts";
import type { ModelPackage } from "./model-packages.ts";
import { readCatalog } from "./read-catalog.ts";

const jsonFolder: ModelPackage = {
  name: "new",
  version: "2",
  integrity: "",
  shape: "json-folder",
  path: "data",
};
const jsModule: ModelPackage = {
  ...jsonFolder,
  name: "old",
  shape: "js-module",
  path: "models.js",
};

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "mayros-catalog-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function writeFolder(hashOf: (text: string) => string): string {
  const folder = scratch();
  const text = JSON.stringify({
    "openai-completions": {
      "chat:a": { id: "a", provider: "acme", type: "chat" },
      "image:b": { id: "b", provider: "acme", type: "image" },
    },
  });
  mkdirSync(join(folder, "data"));
  writeFileSync(join(folder, "data/acme.json"), text);
  const manifest = { files: { "acme.json": hashOf(text) } };
  writeFileSync(join(folder, "data/.manifest.json"), JSON.stringify(manifest));
  return folder;
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

it("reads a folder of files, chat models only", async () => {
  const catalog = await readCatalog(jsonFolder, writeFolder(sha256));
  expect(catalog.get("acme")?.map(({ id }) => id)).toEqual(["a"]);
});

it("refuses a file that is not the one its manifest names", async () => {
  const folder = writeFolder(() => sha256("another"));
  await expect(readCatalog(jsonFolder, folder)).rejects.toThrow("acme.json");
});

it("reads a module's object literal", async () => {
  const folder = scratch();
  const text = `// generated
export const MODELS = {
    "acme": {
        // retired
        "a": {
            id: "a",
            provider: "acme",
            input: ["text", "image"],
        },
    },
};
//# sourceMappingURL=models.js.map`;
  writeFileSync(join(folder, "models.js"), text);
  const catalog = await readCatalog(jsModule, folder);
  expect(catalog.get("acme")).toEqual([{ id: "a", provider: "acme", input: ["text", "image"] }]);
});

it.each([
  "export const MODELS = make();",
  'import x from "x";\nexport const MODELS = {\n  acme: { a: x },\n};',
])("runs nothing of a module: %j", async (text) => {
  const folder = scratch();
  writeFileSync(join(folder, "models.js"), text);
  await expect(readCatalog(jsModule, folder)).rejects.toThrow();
});

it("takes no other bytes than those that are pinned", () => {
  const bytes = Buffer.from("tarball");
  const hash = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  checkIntegrity(bytes, hash, "new@2");
  expect(() => checkIntegrity(Buffer.from("tarbal1"), hash, "new@2")).toThrow(/new@2.*pinned/);
});
