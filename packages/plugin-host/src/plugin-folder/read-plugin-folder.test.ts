import { spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  mkdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { manifestOf, pluginMachine } from "../test/plugin-machine.ts";
import { ownershipProblem } from "./check-ownership.ts";
import { forbiddenKey } from "./forbidden-key.ts";
import { readPluginFolder } from "./read-plugin-folder.ts";

const plain = manifestOf("acme", { modelsFile: "models.json" });

/** The plugin acme in a folder; returns a reader for it. */
function plugin(files: Record<string, unknown> = {}): {
  folder: string;
  problem: () => Promise<string | undefined>;
} {
  const machine = pluginMachine();
  const all = { "mayros.plugin.json": plain, "models.json": { models: [{ id: "m" }] }, ...files };
  machine.write(Object.fromEntries(Object.entries(all).map(([name, text]) => [`p/${name}`, text])));
  const folder = join(machine.folder, "p");
  return {
    folder,
    problem: async () => {
      const read = await readPluginFolder(folder);
      return "problem" in read ? read.problem : undefined;
    },
  };
}

it("reads a whole plugin, with a byte order mark, too", async () => {
  const { folder, problem } = plugin({ "mayros.plugin.json": `\uFEFF${JSON.stringify(plain)}` });
  expect(await problem()).toBeUndefined();
  expect(await readPluginFolder(folder)).toMatchObject({
    source: { models: { acme: [{ id: "m" }] } },
  });
});

describe("files stay in the folder", () => {
  test.each(["../models.json", "/etc/hosts", "C:\\models.json", "a/../../models.json"])(
    "%s",
    async (modelsFile) => {
      const { problem } = plugin({ "mayros.plugin.json": manifestOf("acme", { modelsFile }) });
      expect(await problem()).toContain("leads out of its folder");
    },
  );

  test.each(["mayros.plugin.json", "models.json", "index.js"])("%s is a link out", async (name) => {
    const { folder, problem } = plugin({
      "mayros.plugin.json": { ...plain, ...(name === "index.js" ? { entry: name } : {}) },
    });
    const outside = join(folder, "..", `outside-${name}`);
    writeFileSync(outside, name.startsWith("mayros") ? JSON.stringify(plain) : '{ "models": [] }');
    rmSync(join(folder, name), { force: true });
    symlinkSync(outside, join(folder, name));
    expect(await problem()).toBe(`${name} leads out of its folder`);
  });

  test("a link inside is fine", async () => {
    const { folder, problem } = plugin({ "data/real.json": { models: [] } });
    rmSync(join(folder, "models.json"));
    symlinkSync("data/real.json", join(folder, "models.json"));
    expect(await problem()).toBeUndefined();
  });

  test("an entry that leads out is refused by name", async () => {
    const { problem } = plugin({ "mayros.plugin.json": { ...plain, entry: "../evil.js" } });
    expect(await problem()).toContain("entry must be a path inside the plugin's folder");
  });
});

describe("what is half there is a problem", () => {
  test.each(["mayros.plugin.json", "models.json"])("without %s", async (name) => {
    const { folder, problem } = plugin();
    rmSync(join(folder, name));
    expect(await problem()).toBe(`has no ${name}`);
  });

  test("without its code", async () => {
    const { problem } = plugin({ "mayros.plugin.json": { ...plain, entry: "index.js" } });
    expect(await problem()).toBe("has no index.js");
  });

  test.each(["", "{", "null", "[]", '"text"', "\0\0\0"])("a manifest of %j", async (text) => {
    expect(await plugin({ "mayros.plugin.json": text }).problem()).toMatch(/mayros\.plugin\.json/);
  });

  test("a folder in the place of a file", async () => {
    const { folder, problem } = plugin();
    rmSync(join(folder, "models.json"));
    mkdirSync(join(folder, "models.json"));
    expect(await problem()).toMatch(/is not a file|EISDIR/);
  });

  test("no folder at all", async () => {
    expect(await readPluginFolder("/nowhere/at/all")).toMatchObject({ problem: "does not exist" });
  });

  test.skipIf(process.platform === "win32")("a pipe that nobody writes to", async () => {
    const { folder, problem } = plugin();
    rmSync(join(folder, "models.json"));
    spawnSync("mkfifo", [join(folder, "models.json")]);
    expect(await problem()).toMatch(/is not a file/);
  });
});

describe("sizes", () => {
  test.each([
    ["mayros.plugin.json", 256],
    ["models.json", 5 * 1024],
  ])("%s may have %i KB", async (name, most) => {
    const { problem } = plugin({ [name]: " ".repeat(most * 1024 + 1) });
    expect(await problem()).toMatch(new RegExp(`${name} is larger than ${most} KB`));
  });

  test("nesting that would exhaust a stack", async () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const { problem } = plugin({ "models.json": `{ "models": ${deep} }` });
    expect(await problem()).toBe("models.json: it is nested more than 64 deep");
  });
});

describe("names that reach into objects", () => {
  test.each(["__proto__", "constructor", "prototype"])("%s", async (name) => {
    const text = JSON.stringify({ models: [{ id: "m", compat: { a: [{ XX: 1 }] } }] });
    const { problem } = plugin({ "models.json": text.replace("XX", name) });
    expect(await problem()).toBe(
      `models.json: models.0.compat.a.0.${name} is a name that can't be used`,
    );
    expect(({} as { a?: unknown }).a).toBeUndefined();
  });

  test("as a value they are text", () => {
    expect(forbiddenKey({ id: "__proto__" })).toBeUndefined();
  });

  test("as a provider", async () => {
    const providers = { constructor: plain.providers?.acme };
    const { problem } = plugin({ "mayros.plugin.json": { ...plain, providers } });
    expect(await problem()).toMatch(/providers\.constructor is a name that can't be used/);
  });
});

describe("what a person gives of an address", () => {
  const key = { name: "key", flag: "--acme-key", prompt: "Key", secret: true };
  const region = { name: "region", flag: "--acme-region", prompt: "Region" };
  const method = { id: "k", kind: "api-key" as const, label: "K", fields: [key, region] };
  const withUrl = (baseUrl: string, hosts: string[] = [], more: object = {}) =>
    manifestOf("acme", { baseUrl, authMethods: [method], ...more }, { hosts });

  test.each([
    withUrl("https://{region}.acme.example/v1", ["*.acme.example"]),
    withUrl("https://acme.example/{region}/v1"),
    withUrl("https://acme.example/v1", [], { headers: { "x-region": "{region}" } }),
  ])("%#: is let in", async (manifest) => {
    expect(await plugin({ "mayros.plugin.json": manifest }).problem()).toBeUndefined();
  });

  test.each([
    [
      withUrl("https://{region}.acme.example/v1"),
      /\{region\}\.acme\.example, which its hosts do not/,
    ],
    [withUrl("https://{region}/v1", ["*.acme.example"]), /\{region\}, which its hosts do not/],
    [withUrl("https://acme.example{region}/v1", ["acme.example"]), /which its hosts do not/],
    [
      withUrl("https://{key}.acme.example/v1", ["*.acme.example"]),
      /holds \{key\}, which is no field/,
    ],
    [withUrl("https://acme.example/{zone}"), /holds \{zone\}, which is no field/],
    [withUrl("https://acme.example/v1?r={region}"), /one of @, \? and #/],
    [withUrl("http://127.0.0.1/{region}"), /is not https/],
    [
      withUrl("https://acme.example/v1", [], {
        models: [{ id: "m", headers: { "x-key": "{key}" } }],
      }),
      /the header x-key holds \{key\}/,
    ],
    [
      withUrl("https://acme.example/v1", [], {
        models: [{ id: "m", baseUrl: "https://{region}.acme.example/v1" }],
      }),
      /which its hosts do not/,
    ],
  ])("%#: is refused", async (manifest, message) => {
    expect(await plugin({ "mayros.plugin.json": manifest }).problem()).toMatch(message);
  });
});

describe("what is not its own", () => {
  const withMethod = (method: object) =>
    manifestOf("acme", {
      authMethods: [{ id: "k", kind: "api-key", label: "K", ...method }],
    });
  test.each([
    [manifestOf("acme", { profilesFrom: "openai" }), /profilesFrom must be a provider of this/],
    [withMethod({ profileId: "openai:default" }), /stores a profile of a provider that is not/],
    [withMethod({ sets: { provider: "openai" } }), /sets a provider that is not/],
    [
      manifestOf("acme", { models: [{ id: "m", baseUrl: "https://evil.example" }] }),
      /evil\.example, which its hosts do not name/,
    ],
    [
      manifestOf("acme", { baseUrl: "http://api.acme.example/v1" }),
      /http:\/\/api\.acme\.example\/v1 is neither https nor on this machine/,
    ],
    [
      withMethod({ sets: { baseUrl: "http://api.acme.example/v1" } }),
      /neither https nor on this machine/,
    ],
    [{ ...plain, configSchema: { $ref: "#" } }, /configSchema can only refer/],
  ])("%#", async (manifest, message) => {
    expect(await plugin({ "mayros.plugin.json": manifest }).problem()).toMatch(message);
  });
});

describe.skipIf(process.platform === "win32")("owners", () => {
  test("a file that others may write is refused, with the command", async () => {
    const { folder } = plugin();
    chmodSync(join(folder, "models.json"), 0o666);
    expect(await readPluginFolder(folder)).toMatchObject({
      problem: expect.stringMatching(/models\.json is writable by everyone$/),
      fix: `chmod -R go-w '${join(folder, "models.json")}'`,
    });
  });

  test("a folder's name writes no part of that command", async () => {
    const machine = pluginMachine();
    const folder = join(machine.folder, "it's; rm -rf x");
    machine.write({ "it's; rm -rf x/mayros.plugin.json": plain });
    chmodSync(folder, 0o777);
    const read = await readPluginFolder(folder);
    expect(read).toMatchObject({ fix: expect.stringMatching(/'\\''s; rm -rf x'$/) });
    const { fix = "" } = read as { fix?: string };
    expect(spawnSync("sh", ["-c", fix]).status).toBe(0);
    expect(statSync(folder).mode & 0o777).toBe(0o755);
  });

  test("a folder that is everybody's on purpose gets no such command", async () => {
    const machine = pluginMachine();
    machine.write({ "shared/mayros.plugin.json": plain });
    chmodSync(join(machine.folder, "shared"), 0o1777);
    const read = await readPluginFolder(join(machine.folder, "shared"));
    expect(read).toMatchObject({ problem: expect.stringMatching(/writable by everyone/) });
    expect(read).not.toHaveProperty("fix");
  });

  test("a folder on the way to an installed one is looked at, too", async () => {
    const machine = pluginMachine();
    machine.write({ "all/node_modules/acme/mayros.plugin.json": manifestOf("acme") });
    const within = join(machine.folder, "all");
    const read = () => readPluginFolder(join(within, "node_modules/acme"), { within });
    expect(await read()).toHaveProperty("source");
    chmodSync(join(within, "node_modules"), 0o777);
    expect(await read()).toMatchObject({
      problem: `${join(within, "node_modules")} is writable by everyone`,
    });
  });

  test("a folder between them is looked at, too", async () => {
    const { folder, problem } = plugin({
      "mayros.plugin.json": manifestOf("acme", { modelsFile: "data/models.json" }),
      "data/models.json": { models: [] },
    });
    chmodSync(join(folder, "data"), 0o777);
    expect(await problem()).toMatch(/data is writable by everyone$/);
  });

  test.skipIf(process.getuid?.() !== 0)("a stranger's file is refused", async () => {
    const { folder, problem } = plugin();
    chownSync(join(folder, "mayros.plugin.json"), 4711, 4711);
    expect(await problem()).toMatch(/mayros\.plugin\.json belongs to another user \(uid 4711\)/);
  });

  test("our own checkout is taken as it is", async () => {
    const { folder } = plugin();
    chmodSync(folder, 0o777);
    expect(await readPluginFolder(folder, { anyOwner: true })).toHaveProperty("source");
    expect(statSync(folder).mode & 0o777).toBe(0o777);
  });
});

test.each([
  [{ uid: 1000, gid: 1000, mode: 0o755 }, undefined],
  [{ uid: 0, gid: 0, mode: 0o755 }, undefined],
  [{ uid: 7, gid: 7, mode: 0o755 }, /another user/],
  [{ uid: 1000, gid: 1000, mode: 0o757 }, /everyone/],
  [{ uid: 1000, gid: 1000, mode: 0o775 }, undefined], // umask 002, a group of one's own
  [{ uid: 1000, gid: 100, mode: 0o775 }, /the group 100/],
])("%j", (stat, problem) => {
  const found = ownershipProblem(stat, 1000);
  if (problem) expect(found).toMatch(problem);
  else expect(found).toBeUndefined();
  expect(ownershipProblem(stat, undefined)).toBeUndefined();
});
