// The templates fit the plugins that they are made from, and what is made of them keeps the rules of plugins.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkPlugin } from "@mayros/plugin-host/plugin-rules";
import { expect, it, onTestFinished } from "vitest";
import { planPlugin } from "../src/plan-plugin.ts";
import { makeTemplates } from "../src/templates/make-templates.ts";
import { replaceExactly, requireKeys } from "../src/templates/replace-exactly.ts";
import { complete, idFrom, wantedOf } from "../src/wishes.ts";
import { writeFolder } from "../src/write-folder.ts";

const root = join(import.meta.dirname, "../../..");
const templates = makeTemplates(root);
const today = new Date("2026-11-28T10:00:00Z");

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "mayros-create-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

it.each(["data", "login"] as const)(
  "makes a plugin of kind %s that keeps all rules",
  async (kind) => {
    const folder = join(scratch(), "acme-coding");
    const files = planPlugin(complete({ folder }, kind), templates, today);
    await writeFolder(folder, files);
    // What `npm run build` writes.
    if (kind === "login") await writeFolder(folder, { "dist/index.js": "" });
    expect(await checkPlugin(folder, { shipped: templates.shipped })).toEqual([]);
    const all = Object.values(files).join("\n");
    expect(all).not.toMatch(/\{\{\w+\}\}|groq|qwen/i);
    expect(files["README.md"]).toContain('mayros run -m acme-coding/acme-coding-1 "hello"');
    expect(files[".gitignore"]).toContain("node_modules");
  },
);

it("says the key's name, the date and the host as the provider has them", () => {
  const wishes = complete(
    { folder: "x", provider: "acme-eu", baseUrl: "https://eu.acme.dev/v2/" },
    "data",
  );
  expect(wantedOf(wishes, today)).toMatchObject({
    keyPrefix: "ACME_EU",
    name: "Acme Eu",
    host: "eu.acme.dev",
    baseUrl: "https://eu.acme.dev/v2",
    today: "2026-11-28",
  });
});

it.each([
  ["acme", "acme"],
  ["/a/mayros-plugin-acme", "acme"],
  ["acme-mayros-plugin/", "acme"],
  ["My Plugin", "my-plugin"],
])("takes %s for a plugin called %s", (folder, id) => {
  expect(idFrom(folder)).toBe(id);
});

it("knows every plugin that ships, and its variables", () => {
  const { plugins, env } = templates.shipped;
  expect(plugins.map(({ id }) => id)).toContain("groq");
  expect(env).toEqual(expect.arrayContaining(["GROQ_API_KEY", "HF_TOKEN"]));
});

it("does not make a template of a plugin that changed", () => {
  expect(() => replaceExactly("a file", "one two", [["three", "3"]])).toThrow(/no longer fits/);
  expect(() => requireKeys("a file", { one: 1 }, ["one", "two"])).toThrow(/lacks two/);
  expect(() => requireKeys("a file", { one: 1, two: 2 }, ["one"])).toThrow(/has two besides/);
});

it("pins the versions that this repository has", () => {
  const login = JSON.parse(templates.login["package.json"] ?? "{}");
  const { version } = JSON.parse(readFileSync(join(root, "packages/core/package.json"), "utf8"));
  expect(login.devDependencies).toMatchObject({ "@mayros/plugin-testkit": version });
  expect(login.devDependencies.typescript).toMatch(/^\d+\.\d+\.\d+$/);
  expect(login.peerDependencies).toEqual({ "@mayros/core": `^${version}` });
});

it("writes over nothing", async () => {
  const folder = scratch();
  writeFileSync(join(folder, "README.md"), "mine");
  await expect(writeFolder(folder, { "README.md": "theirs" })).rejects.toThrow(/EEXIST/);
});
