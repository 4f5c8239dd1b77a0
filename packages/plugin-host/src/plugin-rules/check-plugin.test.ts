// Each check must find what it is for: a copy of a good plugin is broken in one way at a time.
import { randomBytes } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkPlugin } from "./check-plugin.ts";
import type { ShippedNames } from "./shipped-names.ts";

let scratch: string;
let folder: string;
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), "mayros-plugin-"));
  folder = join(scratch, "groq");
  await cp(join(import.meta.dirname, "../../../../plugins/groq"), folder, {
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
  [
    "another name of ours",
    "package.json",
    "@mayros/groq",
    "@mayros/grok",
    /must be "@mayros\/groq"/,
  ],
  ["an unpublished file", "package.json", /"models.json"\n/, '"x"\n', /files lacks "models.json"/],
  ["no keyword", "package.json", "mayros-plugin", "x", /keywords lacks/],
  ["scripts", "package.json", '"license"', '"scripts": {}, "license"', /needs no scripts/],
  [
    "an install script",
    "package.json",
    '"license"',
    '"scripts": { "postinstall": "true" }, "license"',
    /postinstall is not run/,
  ],
  ["dependencies", "package.json", '"license"', '"dependencies": {}, "license"', /no dependencies/],
  ["no peer", "package.json", '"peerDependencies"', '"peer"', /peerDependencies lacks/],
  [
    "a package that stays here",
    "package.json",
    '"license"',
    '"private": true, "license"',
    /private/,
  ],
  ["no licence", "package.json", '"license"', '"licence"', /license is missing/],
  ["no version", "package.json", '"version": "0.0.0"', '"version": "one"', /version is missing/],
  ["an id that nobody can type", manifest, '"id": "api-key"', '"id": "apiKey"', /not kebab-case/],
  [
    "a switch as it is anyway",
    manifest,
    '"name"',
    '"enabledByDefault": true, "name"',
    /without it/,
  ],
  ["a status as it is anyway", manifest, '"name"', '"status": "active", "name"', /without it/],
  [
    "a prefix as it is anyway",
    manifest,
    '"modelsFile"',
    '"keyPrefix": "GROQ", "modelsFile"',
    /without it/,
  ],
  ["an empty list", manifest, '"modelsFile"', '"aliases": [], "modelsFile"', /aliases is empty/],
  ["variables of no code", manifest, '"hosts"', '"env": ["GROQ_X"], "hosts"', /there is no entry/],
  [
    "a word for no login",
    manifest,
    '"hosts"',
    '"commandAliases": { "groq": "groq/browser" }, "hosts"',
    /no auth method groq\/browser/,
  ],
  [
    "another way that there is not",
    manifest,
    '"choice"',
    '"tryOthers": ["plan"], "choice"',
    /tryOthers names "plan"/,
  ],
  [
    "a wire format that nobody speaks",
    manifest,
    '"hosts"',
    '"apis": [{ "id": "smoke" }], "hosts"',
    /none of its providers speaks/,
  ],
  [
    "a login that nobody can run",
    manifest,
    '"kind": "api-key"',
    '"kind": "oauth-device"',
    /needs clientId in oauth, or an entry/,
  ],
  [
    "a token that goes to an undeclared host",
    manifest,
    '"hosts"',
    '"oauth": { "tokenUrl": "https://login.groq.example/t" }, "hosts"',
    /login\.groq\.example is used/,
  ],
  ["a README without a command", "README.md", /mayros (onboard|run).*/g, "", /names no command/],
];

/** With what code needs besides. */
const codeBreakages: [string, string, string, RegExp][] = [
  ["no type", '"type": "module",', "", /type must be/],
  ["no engines", '"engines"', '"engine"', /engines\.node is missing/],
  ["an entry that is not published", '"dist"', '"lib"', /files lacks the entry/],
  ["another main file", "./dist/index.js", "./lib/index.js", /is not the entry/],
  [
    "core as a dependency",
    '"dependencies": {',
    '"dependencies": { "@mayros/core": "1",',
    /must be a peer/,
  ],
  ["another version of a library", '"acme-sdk": "1.2.3"', '"acme-sdk": "^1.2.3"', /libraries has/],
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

async function giveCode(): Promise<void> {
  await edit(
    manifest,
    '"hosts"',
    '"entry": "dist/index.js", "libraries": { "acme-sdk": "1.2.3" }, "hosts"',
  );
  await edit(
    "package.json",
    '"license"',
    '"type": "module", "engines": { "node": ">=22.18" }, "dependencies": { "acme-sdk": "1.2.3" }, "license"',
  );
  await edit("package.json", '"models.json"\n', '"models.json", "dist"\n');
  await edit("package.json", '"exports": {', '"exports": { ".": { "default": "./dist/index.js" },');
}

test("a good plugin with code has no problems", async () => {
  await giveCode();
  expect(await checkPlugin(folder)).toEqual([]);
});

test.each(codeBreakages)("finds, where there is code, %s", async (_name, from, to, expected) => {
  await giveCode();
  await edit("package.json", from, to);
  expect((await checkPlugin(folder)).join("\n")).toMatch(expected);
});

test("finds a package that is too large for data", async () => {
  await writeFile(join(folder, "more.bin"), randomBytes(70_000));
  await edit("package.json", '"models.json"\n', '"models.json", "more.bin"\n');
  expect((await checkPlugin(folder)).join("\n")).toMatch(/the package has \d+ KB/);
});

test("takes somebody else's plugin, whatever it and its folder are called", async () => {
  await edit("package.json", "@mayros/groq", "acme-mayros-plugin");
  await edit(manifest, '"id": "groq"', '"id": "acme"');
  await edit("package.json", '"license"', '"scripts": { "test": "node --test" }, "license"');
  expect(await checkPlugin(folder)).toEqual([]);
  const named = await checkPlugin(folder, { packageName: "acme" });
  expect(named).toEqual(['name is "acme-mayros-plugin", must be "acme"']);
});

describe("beside plugins that ship", () => {
  const shipped: ShippedNames = {
    plugins: [
      { id: "groq", providers: [{ id: "groq", aliases: [], choices: ["groq-api-key"] }] },
      { id: "zai", providers: [{ id: "zai", aliases: ["z.ai"], choices: [] }] },
    ],
    env: ["GROQ_API_KEY", "ZAI_API_KEY"],
  };

  test("lets ours be its own successor", async () => {
    expect(await checkPlugin(folder, { shipped })).toEqual([]);
  });

  test("keeps strangers from names and variables that are taken", async () => {
    await edit("package.json", "@mayros/groq", "acme-mayros-plugin");
    const problems = (await checkPlugin(folder, { shipped })).join("\n");
    expect(problems).toContain('"groq" is claimed by two plugins');
    expect(problems).toContain("GROQ_API_KEY belongs to others");
  });

  test("keeps ours from the names of another, and from what looks like them", async () => {
    await edit(manifest, '"modelsFile"', '"aliases": ["z_ai"], "modelsFile"');
    expect((await checkPlugin(folder, { shipped })).join("\n")).toContain('taken for "zai"');
  });
});
