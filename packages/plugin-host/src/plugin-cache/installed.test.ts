// Installed plugins: those of installed.json, as they were when they were installed.
import {
  chmodSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import type { PluginHost } from "../create-plugin-host.ts";
import { manifestOf, on, type PluginMachine, pluginMachine } from "../test/plugin-machine.ts";

const MANIFEST = "mayros.plugin.json";

const ids = (host: PluginHost): string[] =>
  host.plugins.filter(({ origin }) => origin !== "bundled").map(({ id }) => id);

const installed = (id: string, machine: PluginMachine = pluginMachine()) => {
  const project = machine.install(id, { [MANIFEST]: manifestOf(id) });
  return { machine, project, folder: join(project, "node_modules", `mayros-${id}`) };
};

it("are those that installed.json names, scoped ones, too, and off at first", async () => {
  const { machine } = installed("acme");
  machine.install("scoped", { [MANIFEST]: manifestOf("scoped") }, { package: "@who/scoped" });
  const host = await machine.open();
  expect(host.problems).toEqual([]);
  expect(ids(host)).toEqual(["acme", "scoped"]);
  expect(host.plugins.at(-1)).toMatchObject({
    origin: "installed",
    enabled: false,
    reason: "installed plugins are off until enabled",
  });
  const acme = host.plugins.find(({ id }) => id === "acme");
  expect(acme && host.details(acme).installed).toMatchObject({
    package: "mayros-acme",
    version: "1.0.0",
  });
  expect((await machine.open(on("acme"))).providers.has("acme")).toBe(true);
});

test("folders that it does not name do nothing, and are named with what to do", async () => {
  const { machine, project } = installed("acme");
  machine.write({
    [`state/plugins/placed/${MANIFEST}`]: manifestOf("placed"),
    "state/plugins/node_modules/old/package.json": {},
    "state/plugins/left/package.json": { name: "mayros-installed-plugin" },
    "state/plugins/.staging-x/package.json": {},
  });
  const host = await machine.open();
  expect(ids(host)).toEqual(["acme"]);
  const of = (name: string) => join(project, "..", name);
  const elsewhere = join(machine.folder, "state", "placed");
  expect(host.problems.map(({ path, fix }) => [path, fix])).toEqual([
    [of("left"), `rm -r ${of("left")}`],
    [of("node_modules"), expect.stringMatching(/^mv /)],
    [of("placed"), `mv ${of("placed")} ${elsewhere} && mayros plugins install ${elsewhere}`],
  ]);
});

test("what is gone, or another one, is a problem of its own", async () => {
  const { machine, project } = installed("gone");
  installed("acme", machine);
  machine.install("other", { [MANIFEST]: manifestOf("another") });
  rmSync(project, { recursive: true });
  const host = await machine.open();
  expect(ids(host)).toEqual(["acme"]);
  expect(host.problems).toMatchObject([
    { problem: "does not exist", fix: "mayros plugins install mayros-gone@1.0.0" },
    { problem: "holds the plugin another, and not other", fix: "mayros plugins uninstall other" },
  ]);
});

test.each([
  "{",
  "[]",
  '{ "format": 2, "plugins": {} }',
  '{ "format": 1, "plugins": { "../../evil": {} } }',
  '{ "format": 1, "plugins": { "__proto__": {} } }',
  "null",
])("installed.json may be %s", async (text) => {
  const { machine, project } = installed("acme");
  const path = join(project, "..", "installed.json");
  writeFileSync(path, text);
  const host = await machine.open(on("acme"));
  expect(ids(host)).toEqual([]);
  expect(host.problems).toMatchObject([
    { path, problem: expect.stringContaining("is damaged"), fix: `mv ${path} ${path}.damaged` },
  ]);
});

test("a folder that others may write is refused with all in it", async () => {
  const { machine, project } = installed("acme");
  chmodSync(join(project, ".."), 0o777);
  const host = await machine.open();
  expect(ids(host)).toEqual([]);
  expect(host.problems[0]?.problem).toContain("is writable by everyone");
});

test("what is put beside them later, and a folder that is opened to others later, are seen", async () => {
  const { machine, project } = installed("acme");
  const root = join(project, "..");
  for (const path of [root, join(root, "installed.json")]) utimesSync(path, 0, 0);
  expect((await machine.open()).problems).toEqual([]);
  mkdirSync(join(root, "by-hand"));
  utimesSync(root, 1, 1);
  expect((await machine.open()).problems).toMatchObject([
    { problem: expect.stringContaining("installed.json does not name it") },
  ]);
  chmodSync(root, 0o777);
  const host = await machine.open(on("acme"));
  expect(ids(host)).toEqual([]);
  expect(host.problems[0]?.problem).toContain("is writable by everyone");
});

describe("files that changed", () => {
  const changes: [string, (folder: string) => void][] = [
    ["other contents", (folder) => writeFileSync(join(folder, "data.txt"), "other")],
    ["the same size, and the old times", (folder) => keepTimes(join(folder, "data.txt"), "ten")],
    ["one more", (folder) => writeFileSync(join(folder, "more.txt"), "")],
    ["one in its project", (folder) => writeFileSync(join(folder, "../../x.js"), "")],
    ["one less", (folder) => rmSync(join(folder, "data.txt"))],
    ["another name", (folder) => renameSync(join(folder, "data.txt"), join(folder, "d.txt"))],
    ["one that may be run", (folder) => chmodSync(join(folder, "data.txt"), 0o755)],
  ];

  test.each(changes)("keep it off when the index is made: %s", async (_what, change) => {
    const machine = pluginMachine();
    const files = { [MANIFEST]: manifestOf("acme"), "data.txt": "one" };
    const project = machine.install("acme", files);
    change(join(project, "node_modules/mayros-acme"));
    const host = await machine.open(on("acme"));
    expect(host.providers.has("acme")).toBe(false);
    expect(host.plugins.find(({ id }) => id === "acme")).toMatchObject({
      enabled: false,
      problem: "its files changed since it was installed",
      fix: "mayros plugins install mayros-acme@1.0.0",
    });
  });

  test("a link that leads out is no part of a plugin", async () => {
    const { machine, folder } = installed("acme");
    symlinkSync("/etc", join(folder, "etc"));
    const host = await machine.open(on("acme"));
    expect(host.plugins.find(({ id }) => id === "acme")?.problem).toContain("leads out");
  });

  test("other times alone, and an empty folder, are no change", async () => {
    const { machine, folder } = installed("acme");
    utimesSync(join(folder, MANIFEST), new Date(), new Date());
    mkdirSync(join(folder, "empty"));
    expect((await machine.open(on("acme"))).providers.has("acme")).toBe(true);
  });

  test("the index does not follow what is inside of a plugin", async () => {
    const { machine, folder, project } = installed("acme");
    utimesSync(join(project, "..", "installed.json"), 0, 0);
    expect(ids(await machine.open())).toEqual(["acme"]);
    writeFileSync(join(folder, MANIFEST), JSON.stringify(manifestOf("evil")));
    const host = await machine.open(on("acme", "evil"));
    expect([...host.providers.keys()]).toEqual(["shipped", "acme"]);
    utimesSync(join(project, "..", "installed.json"), 1, 1);
    expect((await machine.open(on("acme"))).problems).toMatchObject([
      { problem: "its files changed since it was installed" },
    ]);
  });
});

function keepTimes(path: string, text: string): void {
  writeFileSync(path, text);
  utimesSync(path, new Date("2026-01-01T00:00:00Z"), new Date("2026-01-01T00:00:00Z"));
}

describe("the package of one that ships", () => {
  const official = { package: "@mayros/shipped", version: "1.0.1", signed: true };
  const manifest = manifestOf("shipped", { baseUrl: "https://newer.example/v1" });
  const open = (record: object) => {
    const machine = pluginMachine();
    machine.install("shipped", { [MANIFEST]: manifest }, record);
    return machine.open();
  };

  it("takes its place when it is newer and signed", async () => {
    const host = await open(official);
    expect(host.plugins).toMatchObject([{ id: "shipped", origin: "bundled", enabled: true }]);
    expect(host.provider("shipped")?.declaration.baseUrl).toBe("https://newer.example/v1");
    expect(host.aliases.has("s.hipped")).toBe(false);
  });

  test.each([
    ["is as old", { ...official, version: "1.0.0" }, /1\.0\.0 is not needed any more/],
    ["is older", { ...official, version: "0.9.9" }, /0\.9\.9 is not needed any more/],
    ["is not signed", { ...official, signed: false }, /is not signed by the registry/],
    ["is somebody else's", { ...official, package: "@who/shipped" }, /@who\/shipped can't take/],
    ["looks like it", { ...official, package: "mayros-shipped" }, /mayros-shipped can't take/],
  ])("does not when it %s", async (_what, record, problem) => {
    const host = await open(record);
    expect(host.plugins).toMatchObject([
      { id: "shipped", origin: "bundled", enabled: true },
      { id: "shipped", enabled: false, fix: "mayros plugins uninstall shipped" },
    ]);
    expect(host.plugins[1]?.problem).toMatch(problem);
    expect(host.provider("shipped")?.declaration.baseUrl).toBe("https://shipped.example/v1");
  });
});
