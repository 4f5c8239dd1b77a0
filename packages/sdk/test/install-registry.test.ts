// Plugins of a registry (verdaccio on this machine) with the real npm: found, installed, updated, removed, and what a registry may say
// that is refused.
import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { openRegistry, scratchFolder, shopWith } from "./plugin-shop.ts";
import { pluginTarball } from "./plugin-tarball.ts";

const LONG = 120_000;
const accept = { accept: true };

it("finds, installs, updates and removes one", { timeout: LONG }, async () => {
  const registry = await openRegistry();
  const { integrity } = await registry.publish(pluginTarball("acme"), { publisher: "ada" });
  const shop = shopWith(registry, { plugins: { allow: ["acme", "groq"] } });
  const { plugins } = shop.mayros;
  expect(await plugins.search(["acme"])).toMatchObject([
    { package: "mayros-acme", version: "1.0.0" },
  ]);
  // Whatever it looks like, it is a word.
  expect(await plugins.search(["--registry=http://127.0.0.1:9/"])).toEqual([]);

  const installed = await plugins.install("mayros-acme", accept);
  expect(installed.report).toMatchObject({
    ...{ source: "registry", publisher: "ada", integrity, provenance: false, dependencies: 0 },
    publishedAt: expect.any(Number),
  });
  expect(shop.records()).toMatchObject({ acme: { spec: "mayros-acme", integrity } });
  expect(await plugins.search([])).toMatchObject([{ installed: "acme" }]);
  await plugins.enable("acme");
  expect(await plugins.update()).toMatchObject([{ outcome: "current", to: "1.0.0" }]);

  // The same capabilities: taken without a question, and it stays on.
  await registry.publish(pluginTarball("acme", { version: "1.0.1" }));
  expect(await plugins.update("acme", { dryRun: true })).toMatchObject([
    { outcome: "would-update", from: "1.0.0", to: "1.0.1", report: { grows: false } },
  ]);
  expect(shop.records()).toMatchObject({ acme: { version: "1.0.0" } });
  const [same] = await plugins.update("acme");
  expect(same).toMatchObject({ outcome: "updated", to: "1.0.1" });
  expect(same).not.toHaveProperty("reason");
  expect(shop.folders()).toEqual(["acme"]);

  // More of them: asked about, and on with what was agreed to; untouched where nobody did.
  const more = { provider: { baseUrl: "https://elsewhere.example/v1" } };
  await registry.publish(pluginTarball("acme", { version: "1.1.0", ...more }));
  expect(await plugins.update()).toMatchObject([
    {
      outcome: "not-accepted",
      reason: "it now asks for host elsewhere.example",
      fix: "mayros plugins update acme --accept",
    },
  ]);
  expect(shop.records()).toMatchObject({ acme: { version: "1.0.1" } });
  expect(grantedHosts(shop)).toEqual(["api.acme.example"]);
  const [grown] = await plugins.update("acme", { ask: async ({ grows }) => grows });
  expect(grown).toMatchObject({ outcome: "updated", to: "1.1.0" });
  expect(grown).not.toHaveProperty("reason");
  expect(grantedHosts(shop)).toEqual(["api.acme.example", "elsewhere.example"]);
  expect(shop.warnings).toEqual([]);
  expect(await plugins.info("acme")).toMatchObject({ enabled: true });

  await shop.mayros.auth.pasteApiKey({ provider: "acme", key: "acme-key-0000000001" });
  const plan = await plugins.uninstall("acme", { dryRun: true });
  expect(plan).toMatchObject({ configChanged: true, profiles: ["acme:default"] });
  expect(shop.folders()).toEqual(["acme"]);
  expect(await plugins.uninstall("acme")).toEqual(plan);
  expect(shop.folders()).toEqual([]);
  expect(shop.records()).toEqual({});
  expect(JSON.parse(shop.text())).toMatchObject({ plugins: { allow: ["groq"] } });
  expect(shop.text()).not.toContain("acme");
});

const grantedHosts = (shop: ReturnType<typeof shopWith>): unknown =>
  JSON.parse(shop.text()).plugins.entries.acme.grants.hosts;

test("code comes with what it expects beside it, and no script of either runs (T51)", {
  timeout: LONG,
}, async () => {
  const registry = await openRegistry();
  const canary = join(scratchFolder("canary"), "ran");
  const scripts = Object.fromEntries(
    ["preinstall", "install", "postinstall"].map((name) => [name, `touch ${canary}`]),
  );
  await registry.publish(library("needed", { scripts }));
  await registry.publish(library("expected"));
  appendFileSync(registry.npmrc, "ignore-scripts=false\n");
  const shop = shopWith(registry, {}, { npm_config_ignore_scripts: "false" });
  const tarball = pluginTarball("acme", {
    manifest: { entry: "index.js" },
    packageJson: {
      ...{ type: "module", scripts },
      dependencies: { needed: "^1.0.0" },
      peerDependencies: { expected: "^1.0.0" },
      devDependencies: { "not-published": "1.0.0" },
    },
    files: { "index.js": 'import "needed"; import "expected"; export default {};' },
  });
  await registry.publish(tarball);
  const { report } = await shop.mayros.plugins.install("mayros-acme@1.0.0", accept);
  expect(report).toMatchObject({ code: true, dependencies: 2 });
  expect([...report.scripts].sort()).toEqual(["mayros-acme", "needed"]);
  expect(existsSync(canary)).toBe(false);
  const entry = join(shop.packageFolder("acme"), "index.js");
  execFileSync(process.execPath, ["--input-type=module", "-e", `await import("file://${entry}")`]);
  await shop.mayros.plugins.enable("acme", accept);
  writeFileSync(join(shop.root, "acme/node_modules/needed/index.js"), "evil()");
  const after = shop.again();
  expect(await after.plugins.list()).toContainEqual(expect.objectContaining({ id: "acme" }));
});

function library(name: string, packageJson: object = {}): string {
  return pluginTarball(name, {
    packageJson: { name, main: "index.js", keywords: [], ...packageJson },
    files: { "index.js": "" },
  });
}

describe("is refused", () => {
  it("what is younger than three days, unless asked for", { timeout: LONG }, async () => {
    const registry = await openRegistry();
    await registry.publish(pluginTarball("acme"));
    const shop = shopWith(registry);
    const { plugins } = shop.mayros;
    await plugins.install("mayros-acme", accept);
    const publishedAt = Date.now() - 5 * 3_600_000;
    await registry.publish(pluginTarball("acme", { version: "2.0.0" }), { publishedAt });
    await expect(plugins.install("mayros-acme", accept)).rejects.toMatchObject({
      code: "MAYROS_CONSENT_MISSING",
      message: expect.stringContaining("was published 5 hours ago"),
      hint: "mayros plugins install mayros-acme --allow-new",
    });
    expect(await plugins.update()).toMatchObject([
      { outcome: "too-new", to: "2.0.0", fix: "mayros plugins update acme --allow-new" },
    ]);
    expect(await plugins.update(undefined, { allowNew: true })).toMatchObject([
      { outcome: "updated" },
    ]);
  });

  it("what the registry does not have, or does not say", { timeout: LONG }, async () => {
    const registry = await openRegistry();
    await registry.publish(pluginTarball("acme"));
    const { plugins } = shopWith(registry).mayros;
    await expect(plugins.install("mayros-nowhere", accept)).rejects.toMatchObject({
      code: "MAYROS_PACKAGE_UNAVAILABLE",
      message: "the registry has no mayros-nowhere",
    });
    await expect(plugins.install("mayros-acme@9.9.9", accept)).rejects.toMatchObject({
      message: "the registry has no mayros-acme@9.9.9",
    });
    const nobody = { npm_config_registry: "http://127.0.0.1:9/" };
    const alone = shopWith(registry, {}, nobody).mayros.plugins;
    await expect(alone.install("mayros-acme", accept)).rejects.toMatchObject({
      code: "MAYROS_PACKAGE_UNAVAILABLE",
      message: expect.stringContaining("the registry did not answer"),
    });
  });

  it("a dependency of data, and one that no registry has", { timeout: LONG }, async () => {
    const registry = await openRegistry();
    await registry.publish(library("needed"));
    const dependencies = { needed: "1.0.0" };
    await registry.publish(pluginTarball("acme", { packageJson: { dependencies } }));
    const elsewhere = { needed: "github:somebody/needed" };
    await registry.publish(pluginTarball("other", { packageJson: { dependencies: elsewhere } }));
    const shop = shopWith(registry);
    await expect(shop.mayros.plugins.install("mayros-acme", accept)).rejects.toThrow(
      /it has no code, and its package\.json wants needed/,
    );
    await expect(shop.mayros.plugins.install("mayros-other", accept)).rejects.toThrow(
      /needs needed, which comes from no registry/,
    );
    expect(shop.folders()).toEqual([]);
  });
});

it("stops at once, with nothing left behind", { timeout: LONG }, async () => {
  const registry = await openRegistry();
  await registry.publish(pluginTarball("acme"));
  for (const when of ["look", "download", "check", "store"]) {
    const shop = shopWith(registry);
    const stop = new AbortController();
    const refusal = shop.mayros.plugins.install("mayros-acme", {
      accept: true,
      signal: stop.signal,
      onProgress: (step) => void (step === when && stop.abort(new Error("stopped"))),
    });
    // Whoever is asked to store and stopped right then has stored.
    if (when === "store") await refusal;
    else await expect(refusal).rejects.toThrow(/^stopped$/);
    expect(shop.folders()).toEqual(when === "store" ? ["acme"] : []);
  }
});

it("updates the others when one fails", { timeout: LONG }, async () => {
  const registry = await openRegistry();
  const shop = shopWith(registry);
  for (const id of ["acme", "broken"]) {
    await registry.publish(pluginTarball(id));
    await shop.mayros.plugins.install(`mayros-${id}`, accept);
  }
  await registry.publish(pluginTarball("acme", { version: "1.0.1" }));
  await registry.publish(pluginTarball("broken", { version: "1.0.1", manifest: { id: "No" } }));
  expect(await shop.mayros.plugins.update()).toMatchObject([
    { id: "acme", outcome: "updated" },
    { id: "broken", outcome: "failed", reason: expect.stringContaining("kebab-case") },
  ]);
  expect(shop.records()).toMatchObject({ broken: { version: "1.0.0" } });
});
