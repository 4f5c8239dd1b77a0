// Plugins that did not ship: where they are found, and when what was read of them still holds.
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import type { PluginHost } from "../create-plugin-host.ts";
import { manifestOf, on, type PluginMachine, pluginMachine } from "../test/plugin-machine.ts";

const ids = (host: PluginHost): string[] =>
  host.plugins.filter(({ origin }) => origin !== "bundled").map(({ id }) => id);

const rows = (host: PluginHost, provider: string): string[] =>
  host.listRows(provider).map(({ id }) => id);

const MANIFEST = "mayros.plugin.json";

it("says of a load path that it is a file, or is not there", async () => {
  const machine = pluginMachine();
  machine.write({ [`load/acme/${MANIFEST}`]: manifestOf("acme") });
  const paths = [`load/acme/${MANIFEST}`, "gone"].map((name) => join(machine.folder, name));
  const { problems } = await machine.open({}, { paths });
  expect(problems.map(({ problem }) => problem)).toEqual(["is not a folder", "does not exist"]);
});

/** A load path with the plugin acme, which has the model `one`. */
function loaded(): PluginMachine & { setModel: (id: string) => void } {
  const machine = pluginMachine();
  machine.write({
    [`load/acme/${MANIFEST}`]: manifestOf("acme", { modelsFile: "models.json" }),
    "load/acme/models.json": { models: [{ id: "one" }] },
  });
  const path = join(machine.folder, "load/acme/models.json");
  return {
    ...machine,
    setModel: (id) => writeFileSync(path, JSON.stringify({ models: [{ id }] })),
  };
}

const headerOf = ({ cache }: PluginMachine): string => join(cache, "path-plugins", "plugins.json");

describe("the kept index", () => {
  it("is for its owner alone, and read as long as nothing changed", async () => {
    const machine = loaded();
    expect(rows(await machine.open(on("acme")), "acme")).toEqual(["one"]);
    const folder = join(machine.cache, "path-plugins");
    const before = readdirSync(folder);
    expect(before).toHaveLength(5);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of before) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
    expect(rows(await machine.open(on("acme")), "acme")).toEqual(["one"]);
    expect(readdirSync(folder)).toEqual(before);
  });

  it("does not serve a models file that somebody edited, even in the same moment", async () => {
    const machine = loaded();
    for (const model of ["two", "six", "ten"]) {
      machine.setModel(model);
      expect(rows(await machine.open(on("acme")), "acme")).toEqual([model]);
    }
  });

  it("sees manifests come, change and go", async () => {
    const machine = loaded();
    expect(ids(await machine.open())).toEqual(["acme"]);
    mkdirSync(join(machine.folder, "load/later"));
    expect(ids(await machine.open())).toEqual(["acme"]);
    machine.write({ [`load/later/${MANIFEST}`]: manifestOf("later") });
    expect(ids(await machine.open())).toEqual(["acme", "later"]);
    machine.write({ [`load/later/${MANIFEST}`]: manifestOf("renamed") });
    expect(ids(await machine.open())).toEqual(["acme", "renamed"]);
    rmSync(join(machine.folder, "load/acme", MANIFEST));
    expect(ids(await machine.open())).toEqual(["renamed"]);
    chmodSync(join(machine.folder, "load/later", MANIFEST), 0o666);
    expect((await machine.open()).problems).toHaveLength(1);
  });

  it("keeps one off that was written for a later Mayros, and says what helps", async () => {
    const machine = loaded();
    const later = manifestOf("later", {}, { minCore: "99.0.0" });
    const fit = manifestOf("fit", {}, { minCore: "0.0.0" });
    machine.write({ [`load/later/${MANIFEST}`]: later, [`load/fit/${MANIFEST}`]: fit });
    const { plugins } = await machine.open(on("later", "fit"));
    expect(plugins.find(({ id }) => id === "later")).toMatchObject({
      enabled: false,
      problem: expect.stringContaining("needs Mayros with @mayros/core 99.0.0"),
      fix: "npm install --global mayros@latest",
    });
    expect(plugins.find(({ id }) => id === "fit")).toMatchObject({ enabled: true });
  });

  it("is made again for another version, another load path, other built-ins", async () => {
    const machine = loaded();
    const made = async (options?: Parameters<PluginMachine["open"]>[1]): Promise<string> => {
      await machine.open({}, options);
      return readFileSync(headerOf(machine), "utf8");
    };
    const first = await made();
    expect(await made()).toBe(first);
    const second = await made({ version: "1.0.1" });
    expect(second).not.toBe(first);
    const path = join(machine.folder, "load/acme");
    const third = await made({ version: "1.0.1", paths: [path] });
    expect(third).not.toBe(second);
    utimesSync(join(machine.folder, "builtin/plugins.json"), new Date(), new Date());
    expect(await made({ version: "1.0.1", paths: [path] })).not.toBe(third);
  });

  test.each<[string, (machine: PluginMachine) => void]>([
    ["is no JSON", (machine) => writeFileSync(headerOf(machine), "\0\0\0")],
    ["has another format", (machine) => edit(machine, (header) => ({ ...header, format: 1 }))],
    ["has another shape", (machine) => edit(machine, (header) => ({ ...header, plugins: 3 }))],
    ["is an empty object", (machine) => writeFileSync(headerOf(machine), "{}")],
    ["is cut", (machine) => truncate(machine, "providers")],
    ["has lost a file", (machine) => rmSync(dataFile(machine, "models"))],
    ["may be written by others", (machine) => chmodSync(headerOf(machine), 0o666)],
    ["lies in an open folder", (machine) => chmodSync(join(machine.cache, "path-plugins"), 0o777)],
  ])("that %s is made again", async (_what, spoil) => {
    const machine = loaded();
    await machine.open();
    const before = readFileSync(headerOf(machine), "utf8");
    spoil(machine);
    const host = await machine.open(on("acme"));
    expect(rows(host, "acme")).toEqual(["one"]);
    expect(host.provider("acme")?.models).toEqual([{ id: "one" }]);
    const after = readFileSync(headerOf(machine), "utf8");
    expect(after).not.toBe(before);
    expect(statSync(headerOf(machine)).mode & 0o777).toBe(0o600);
    expect(statSync(join(machine.cache, "path-plugins")).mode & 0o777).toBe(0o700);
  });

  it("with wrong bytes of the right length is an error once", async () => {
    const machine = loaded();
    await machine.open();
    const path = dataFile(machine, "providers");
    writeFileSync(path, "\0".repeat(statSync(path).size));
    const host = await machine.open(on("acme"));
    expect(() => host.provider("acme")).toThrow(
      expect.objectContaining({ code: "MAYROS_STATE_UNREADABLE", hint: "mayros plugins doctor" }),
    );
    expect((await machine.open(on("acme"))).provider("acme")?.models).toHaveLength(1);
  });

  it("that can't be written is done without", async () => {
    const machine = loaded();
    machine.write({ "state/cache": "a file where a folder should be" });
    const host = await machine.open(on("acme"));
    expect(rows(host, "acme")).toEqual(["one"]);
    expect(host.provider("acme")?.models).toEqual([{ id: "one" }]);
    expect(host.unkept).toEqual([expect.stringContaining("can't be written")]);
  });

  it("is not made where there is nothing to keep", async () => {
    const machine = pluginMachine();
    await machine.open({}, { paths: [] });
    expect(existsSync(machine.cache)).toBe(false);
  });

  it("written by many at once is whole", async () => {
    const machine = loaded();
    const hosts = await Promise.all(Array.from({ length: 8 }, () => machine.open(on("acme"))));
    for (const host of hosts) expect(host.provider("acme")?.models).toEqual([{ id: "one" }]);
    expect(rows(await machine.open(on("acme")), "acme")).toEqual(["one"]);
  });

  it("drops what older ones left, after a while", async () => {
    const machine = loaded();
    await machine.open();
    const old = dataFile(machine, "details");
    utimesSync(old, new Date("2026-01-01"), new Date("2026-01-01"));
    machine.setModel("two");
    await machine.open();
    expect(existsSync(old)).toBe(false);
    expect(readdirSync(join(machine.cache, "path-plugins"))).toHaveLength(8);
  });
});

const dataFile = ({ cache }: PluginMachine, start: string): string => {
  const folder = join(cache, "path-plugins");
  const name = readdirSync(folder).find((each) => each.startsWith(`${start}-`)) ?? "";
  return join(folder, name);
};

const truncate = (machine: PluginMachine, start: string): void =>
  writeFileSync(dataFile(machine, start), "{");

function edit(machine: PluginMachine, change: (header: object) => object): void {
  const header = JSON.parse(readFileSync(headerOf(machine), "utf8")) as object;
  writeFileSync(headerOf(machine), JSON.stringify(change(header)));
}
