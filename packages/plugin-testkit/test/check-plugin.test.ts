// Each check must find what it is for: a copy of a good plugin is broken in one way at a time.
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkPlugin } from "../src/index.ts";

let scratch: string;
let folder: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), "mayros-plugin-"));
  folder = join(scratch, "groq");
  await cp(join(import.meta.dirname, "../../../plugins/groq"), folder, {
    recursive: true,
    filter: (path) => !path.includes("node_modules"),
  });
});
afterEach(() => rm(scratch, { recursive: true }));

async function edit(file: string, from: string | RegExp, to: string): Promise<void> {
  const path = join(folder, file);
  const before = await readFile(path, "utf8");
  const after = before.replace(from, to);
  expect(after).not.toBe(before);
  await writeFile(path, after);
}

test("a good plugin has no problems", async () => {
  expect(await checkPlugin(folder)).toEqual([]);
});

const manifest = "mayros.plugin.json";
const breakages: [string, string, string | RegExp, string, RegExp][] = [
  ["an unknown key", manifest, '"apiVersion"', '"colour": 1, "apiVersion"', /unknown key: colour/],
  ["bad JSON", manifest, "{", "", /is not JSON/],
  ["another id", manifest, '"id": "groq"', '"id": "grok"', /must be the same/],
  [
    "an unknown api",
    manifest,
    "openai-completions",
    "smoke-signals",
    /unknown api "smoke-signals"/,
  ],
  ["a lower-case env name", manifest, '"GROQ_API_KEY"', '"groq_key"', /environment name/],
  [
    "an env name that requests do not read",
    manifest,
    '"GROQ_API_KEY"',
    '"GROQ_KEY"',
    /GROQ_API_KEY/,
  ],
  ["an unknown default model", manifest, /groq\/llama[^"]*/, "groq/llama-0", /not among/],
  [
    "an undeclared host",
    manifest,
    '"hosts": ["api.groq.com"]',
    '"hosts": []',
    /not declared in hosts/,
  ],
  [
    "an end that nobody is told of",
    manifest,
    '"apiVersion"',
    '"status": "unofficial", "apiVersion"',
    /notice is missing/,
  ],
  [
    "an end without a way on",
    manifest,
    '"apiVersion"',
    '"status": "retired", "notice": "It is over.", "apiVersion"',
    /successor is missing/,
  ],
  [
    "itself as what to use instead",
    manifest,
    '"apiVersion"',
    '"successor": "groq", "apiVersion"',
    /successor is the plugin itself/,
  ],
  ["no source", manifest, /"sources": \[[\s\S]*\]/, '"sources": []', /sources is empty/],
  [
    "a model twice",
    "models.json",
    '"llama-3.1-8b-instant"',
    '"llama-3.3-70b-versatile"',
    /given twice/,
  ],
  [
    "a misspelled model key",
    "models.json",
    '"reasoning"',
    '"reasonning"',
    /models\.0 has an unknown key: reasonning/,
  ],
  [
    "an impossible maxTokens",
    "models.json",
    /"maxTokens": \d+/,
    '"maxTokens": 999999',
    /greater than/,
  ],
  ["a secret", "README.md", /$/, `sk-${"a1".repeat(20)}`, /README\.md holds something/],
  ["another package name", "package.json", "@mayros/groq", "groq", /must be "@mayros\/groq"/],
  ["an unpublished file", "package.json", /"models.json"\n/, '"x"\n', /files lacks "models.json"/],
  ["no keyword", "package.json", "mayros-plugin", "x", /keywords lacks/],
  ["scripts", "package.json", '"license"', '"scripts": {}, "license"', /neither dependencies/],
];

test.each(breakages)("finds %s", async (_name, file, from, to, expected) => {
  await edit(file, from, to);
  expect((await checkPlugin(folder)).join("\n")).toMatch(expected);
});

test("finds missing files", async () => {
  await rm(join(folder, "models.json"));
  await rm(join(folder, "README.md"));
  const problems = (await checkPlugin(folder)).join("\n");
  expect(problems).toMatch(/models\.json is missing/);
  expect(problems).toMatch(/README\.md is missing/);
});

test("takes the package name of somebody else's plugin", async () => {
  await edit("package.json", "@mayros/groq", "acme-mayros-plugin");
  expect(await checkPlugin(folder, { packageName: "acme-mayros-plugin" })).toEqual([]);
});
