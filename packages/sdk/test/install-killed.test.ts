// An install that is killed, wherever it is: the next one puts things right, and what was there before still works.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, test } from "vitest";
import { openShop, pluginFolder } from "./plugin-shop.ts";

const LONG = 120_000;
const accept = { accept: true };
const sdk = join(import.meta.dirname, "../src/index.ts");

/** Starts an install in another process and kills that at the given step. */
async function killAt(step: string, stateDir: string, spec: string): Promise<void> {
  const script = `
    import { createMayros } from ${JSON.stringify(sdk)};
    await createMayros().plugins.install(${JSON.stringify(spec)}, {
      accept: true,
      onProgress: (step) => { if (step === ${JSON.stringify(step)}) process.kill(process.pid, "SIGKILL"); },
    });`;
  const { PATH = "" } = process.env;
  const flags = ["--conditions=@mayros/source", "--input-type=module", "--eval", script];
  const child = spawn(process.execPath, flags, {
    env: { PATH, HOME: stateDir, MAYROS_STATE_DIR: stateDir },
    stdio: "inherit",
  });
  const [, signal] = (await once(child, "exit")) as [number | null, string | null];
  expect(signal).toBe("SIGKILL");
}

test.each(["download", "store"])("killed at %s", { timeout: LONG }, async (step) => {
  const shop = openShop();
  await shop.mayros.plugins.install(pluginFolder("acme"), accept);
  await shop.mayros.plugins.enable("acme");
  const newer = pluginFolder("acme", { version: "2.0.0" });
  await killAt(step, shop.mayros.locations.stateDir, newer);
  expect(shop.folders()).toEqual([expect.stringMatching(/^\.staging-/), "acme"]);
  const after = shop.again();
  expect(await after.plugins.info("acme")).toMatchObject({ version: "1.0.0", enabled: true });
  expect(await after.plugins.doctor()).toContainEqual({
    severity: "note",
    message: expect.stringContaining("is what is left of an install that was interrupted"),
    fix: expect.stringMatching(/^rm -rf /),
  });
  expect(await after.plugins.install(newer, accept)).toMatchObject({ changed: true });
  expect(shop.folders()).toEqual(["acme"]);
  expect(await after.plugins.doctor()).toEqual([]);
});

it("brings back the project that was moved away, when its record still holds", {
  timeout: LONG,
}, async () => {
  const shop = openShop();
  await shop.mayros.plugins.install(pluginFolder("acme"), accept);
  await shop.mayros.plugins.enable("acme");
  const project = join(shop.root, "acme");
  const manifest = join(shop.packageFolder("acme"), "mayros.plugin.json");
  const text = readFileSync(manifest, "utf8");
  // As a kill between the change of folders and the record of it leaves them.
  const staging = join(shop.root, ".staging-killed");
  mkdirSync(staging);
  renameSync(project, join(staging, "former-acme"));
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), "{}");
  await shop.again().plugins.install(pluginFolder("other"), accept);
  expect(readFileSync(manifest, "utf8")).toBe(text);
  expect(shop.folders()).toEqual(["acme", "other"]);
  expect(await shop.again().plugins.info("acme")).toMatchObject({ enabled: true });
});

it("does nothing while the records can't be read, and says what to do", {
  timeout: LONG,
}, async () => {
  const shop = openShop();
  await shop.mayros.plugins.install(pluginFolder("acme"), accept);
  const path = join(shop.root, "installed.json");
  writeFileSync(path, "{");
  const mayros = shop.again();
  const refusal = { code: "MAYROS_STATE_UNREADABLE", hint: `mv ${path} ${path}.damaged` };
  await expect(mayros.plugins.install(pluginFolder("other"), accept)).rejects.toMatchObject(
    refusal,
  );
  await expect(mayros.plugins.update()).rejects.toMatchObject(refusal);
  await expect(mayros.plugins.uninstall("acme")).rejects.toMatchObject(refusal);
  expect(await mayros.plugins.doctor()).toContainEqual({
    severity: "error",
    message: expect.stringContaining("installed.json is damaged"),
    fix: refusal.hint,
  });
  renameSync(path, `${path}.damaged`);
  // What is left of an installed plugin is ours to replace.
  const again = await shop.again().plugins.install(pluginFolder("acme"), accept);
  expect(again.changed).toBe(true);
  expect(existsSync(join(shop.packageFolder("acme"), "mayros.plugin.json"))).toBe(true);
});

it("removes one whose folder is gone, and keeps comments of the config", {
  timeout: LONG,
}, async () => {
  const shop = openShop(`{
    // mine
    plugins: {
      deny: ["other", "acme"], // kept out
      entries: {
        acme: { enabled: true },
        groq: { enabled: true }, // stays
      },
    },
  }`);
  await shop.mayros.plugins.install(pluginFolder("acme"), accept);
  renameSync(join(shop.root, "acme"), join(shop.mayros.locations.stateDir, "elsewhere"));
  const mayros = shop.again();
  expect(await mayros.plugins.doctor()).toContainEqual(
    expect.objectContaining({ fix: expect.stringMatching(/^mayros plugins install /) }),
  );
  expect(await mayros.plugins.uninstall("acme")).toMatchObject({ configChanged: true });
  expect(shop.text()).toContain("// mine");
  expect(shop.text()).toContain("groq: { enabled: true }, // stays");
  expect(shop.text()).not.toContain("acme");
  await expect(mayros.plugins.uninstall("acme")).rejects.toMatchObject({
    code: "MAYROS_PLUGIN_UNKNOWN",
  });
  await expect(mayros.plugins.uninstall("groq")).rejects.toMatchObject({
    message: "groq is not installed: it ships with Mayros",
    hint: "mayros plugins disable groq",
  });
});
