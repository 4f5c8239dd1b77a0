// Code of an installed plugin runs as it was when somebody agreed to it, or not at all.
import { appendFileSync, renameSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, test } from "vitest";
import { manifestOf, pluginMachine } from "../test/plugin-machine.ts";

const MANIFEST = "mayros.plugin.json";
const MARK = "mayrosInstalledCodeTest";

function coded() {
  const machine = pluginMachine();
  const manifest = manifestOf("coded", {}, { entry: "index.js" });
  const code = 'import "dependency"; export default {};';
  const project = machine.install("coded", {
    ...{ [MANIFEST]: manifest, "index.js": code },
    "package.json": { name: "mayros-coded", version: "1.0.0", type: "module" },
    "node_modules/dependency/package.json": { name: "dependency", main: "main.js" },
    "node_modules/dependency/main.js": "",
  });
  // Long ago: what is written just now is looked at anew at every start.
  utimesSync(join(project, "..", "installed.json"), 0, 0);
  const grants = { code: true, env: ["CODED_API_KEY"], hosts: ["coded.example"] };
  const folder = join(project, "node_modules/mayros-coded");
  return {
    folder,
    load: async () => {
      const host = await machine.open({ entries: { coded: { enabled: true, grants } } });
      const plugin = host.plugins.find(({ id }) => id === "coded");
      if (!plugin) throw new Error("it is not there");
      return host.loadCode(plugin);
    },
  };
}

const refusal = expect.objectContaining({
  code: "MAYROS_PLUGIN_FAILED",
  message: "the plugin coded can't be loaded: its files changed since it was installed",
  hint: "mayros plugins install mayros-coded@1.0.0",
});

it("runs while all is as it was, whatever the times of its files say", async () => {
  const { folder, load } = coded();
  expect(await load()).toEqual({});
  utimesSync(join(folder, "index.js"), new Date(), new Date());
  expect(await load()).toEqual({});
});

test.each([
  ["its entry", "index.js"],
  ["what it depends on", "node_modules/dependency/main.js"],
  ["a file of its project", "../../extra.js"],
])("does not run when %s changed after it was enabled", async (_what, file) => {
  const { folder, load } = coded();
  await load();
  appendFileSync(join(folder, file), `;globalThis.${MARK} = true;`);
  await expect(load()).rejects.toEqual(refusal);
  expect(Reflect.get(globalThis, MARK)).toBeUndefined();
});

it("sees a file that took the place of another, of the same size and with its times", async () => {
  const { folder, load } = coded();
  await load();
  const path = join(folder, "node_modules/dependency/package.json");
  writeFileSync(`${path}.new`, '{"name":"dependency","main":"niam.js"}');
  renameSync(`${path}.new`, path);
  utimesSync(path, new Date("2026-01-01T00:00:00Z"), new Date("2026-01-01T00:00:00Z"));
  await expect(load()).rejects.toEqual(refusal);
});
