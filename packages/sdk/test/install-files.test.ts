// Plugins from folders and tarballs, with the real npm and no network: what is taken, what is refused, and that whatever goes wrong
// leaves things as they were.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import type { InstallStep } from "../src/index.ts";
import { openShop, pluginFolder, scratchFolder } from "./plugin-shop.ts";
import { pluginTarball } from "./plugin-tarball.ts";

const accept = { accept: true };

it("shows a folder, takes it once somebody agreed, and has it off until it is enabled", async () => {
  const shop = openShop();
  const folder = pluginFolder("acme", {
    packageJson: { files: ["mayros.plugin.json"] },
    files: { "notes.txt": "not published" },
  });
  const refusal = shop.mayros.plugins.install(folder);
  await expect(refusal).rejects.toMatchObject({
    code: "MAYROS_CONSENT_MISSING",
    hint: `mayros plugins install ${folder} --accept`,
    details: { hosts: ["api.acme.example"], env: ["ACME_API_KEY"], code: false },
  });
  expect(shop.folders()).toEqual([]);
  expect(shop.records()).toEqual({});

  const steps: InstallStep[] = [];
  const onProgress = (step: InstallStep): void => void steps.push(step);
  const result = await shop.mayros.plugins.install(folder, {
    ask: async ({ package: name }) => name === "mayros-acme",
    onProgress,
  });
  expect(steps).toEqual(["look", "download", "check", "store"]);
  expect(result).toMatchObject({
    changed: true,
    next: "mayros plugins enable acme",
    report: {
      ...{ id: "acme", package: "mayros-acme", version: "1.0.0", source: "folder" },
      ...{ dependencies: 0, scripts: [], grows: false, provenance: false },
    },
  });
  expect(shop.folders()).toEqual(["acme"]);
  expect(existsSync(join(shop.packageFolder("acme"), "notes.txt"))).toBe(false);
  expect(statSync(join(shop.root, "acme")).mode & 0o777).toBe(0o700);
  expect(statSync(join(shop.root, "installed.json")).mode & 0o777).toBe(0o600);
  expect(shop.records()).toMatchObject({ acme: { spec: folder, source: "folder" } });

  await shop.mayros.plugins.enable("acme");
  expect(await shop.mayros.plugins.install(folder)).toMatchObject({
    changed: false,
    next: undefined,
  });
});

it("takes a tarball, and the same from a folder as an update of it", async () => {
  const shop = openShop();
  const tarball = pluginTarball("acme");
  const { report } = await shop.mayros.plugins.install(tarball, accept);
  expect(report).toMatchObject({ source: "tarball", package: "mayros-acme" });
  expect(report.integrity).toMatch(/^sha512-/);
  expect(shop.records()).toMatchObject({ acme: { integrity: report.integrity } });
  const newer = pluginFolder("acme", { version: "2.0.0", manifest: { hosts: ["more.example"] } });
  expect((await shop.mayros.plugins.install(newer, accept)).report).toMatchObject({
    grows: true,
    before: { version: "1.0.0", hosts: ["api.acme.example"] },
  });
  expect(await shop.mayros.plugins.update()).toMatchObject([
    { id: "acme", outcome: "current", reason: expect.stringContaining("from a folder") },
  ]);
});

describe("a version that asks for more, agreed to", () => {
  const more = {
    version: "2.0.0",
    manifest: { entry: "index.js", env: ["GROQ_API_KEY"] },
    files: { "index.js": "export default {};" },
    packageJson: { type: "module" },
  };

  it("stays on, with what was agreed to", async () => {
    const shop = openShop({ plugins: { entries: {} } });
    await shop.mayros.plugins.install(pluginTarball("acme"), accept);
    await shop.mayros.plugins.enable("acme");
    const { report, next } = await shop.mayros.plugins.install(pluginTarball("acme", more), accept);
    expect(report).toMatchObject({ grows: true, foreignEnv: ["GROQ_API_KEY"] });
    expect(next).toBeUndefined();
    expect(shop.warnings).toEqual([]);
    expect(await shop.again().plugins.info("acme")).toMatchObject({ enabled: true });
    const { entries } = JSON.parse(shop.text()).plugins;
    expect(entries.acme.grants).toMatchObject({
      ...{ code: true, hosts: ["api.acme.example"] },
      env: expect.arrayContaining(["ACME_API_KEY", "GROQ_API_KEY"]),
    });
  });

  it("stays off, with nothing in the config", async () => {
    const shop = openShop();
    await shop.mayros.plugins.install(pluginTarball("acme"), accept);
    await shop.mayros.plugins.enable("acme");
    await shop.mayros.plugins.disable("acme");
    const before = shop.text();
    const { next } = await shop.mayros.plugins.install(pluginTarball("acme", more), accept);
    expect(next).toBe("mayros plugins enable acme");
    expect(shop.text()).toBe(before);
  });
});

it("never runs a script, whatever a file of settings says", async () => {
  const shop = openShop();
  shop.write(".npmrc", "ignore-scripts=false\n");
  const canary = join(scratchFolder("canary"), "ran");
  const scripts = Object.fromEntries(
    ["preinstall", "install", "postinstall", "prepare", "prepack", "postpack", "preprepare"].map(
      (name) => [name, `touch ${canary}`],
    ),
  );
  const folder = pluginFolder("acme", { packageJson: { scripts } });
  const { report } = await shop.mayros.plugins.install(folder, accept);
  expect(report.scripts).toEqual(["mayros-acme"]);
  expect(existsSync(canary)).toBe(false);
});

describe("is refused, with nothing left behind", () => {
  // For what else: plugin-host/src/install/check-package.test.ts.
  test.each([
    [
      "no manifest",
      () => pluginTarball("acme", { manifest: { id: "Not An Id" } }),
      /mayros\.plugin\.json.*must be kebab-case/,
    ],
    [
      "no name of a package",
      () => pluginFolder("acme", { packageJson: { name: undefined } }),
      /needs a name and a version/,
    ],
    ["an id that ships", () => pluginTarball("groq"), /claimed by two/],
  ])("%s", async (_what, make, message) => {
    const shop = openShop();
    const refusal = shop.mayros.plugins.install(make(), accept);
    await expect(refusal).rejects.toMatchObject({ code: "MAYROS_PLUGIN_INVALID" });
    await expect(refusal).rejects.toThrow(message);
    expect(shop.folders()).toEqual([]);
    expect(shop.records()).toEqual({});
  });

  test("another package of an installed id, and a provider of the installed one", async () => {
    const shop = openShop();
    const { plugins } = shop.mayros;
    await plugins.install(pluginTarball("acme"), accept);
    const twin = pluginTarball("acme", { packageJson: { name: "other-acme" } });
    await expect(plugins.install(twin, accept)).rejects.toMatchObject({
      message: expect.stringMatching(/mayros-acme, which is installed, and other-acme/),
      hint: "mayros plugins uninstall acme",
    });
    const provider = {
      ...{ name: "other", api: "openai-completions", baseUrl: "https://other.example" },
      authMethods: [],
    };
    const rival = pluginTarball("other", { manifest: { providers: { a_cme: provider } } });
    await expect(plugins.install(rival, accept)).rejects.toMatchObject({
      message: expect.stringMatching(/claimed by two plugins: acme and other/),
      hint: "mayros plugins uninstall acme",
    });
  });

  test("a link or a way out in a tarball", async () => {
    const shop = openShop();
    const folder = pluginFolder("acme");
    symlinkSync("/etc/hosts", join(folder, "hosts"));
    const tarball = join(scratchFolder("tarball"), "evil.tgz");
    spawnSync("tar", ["-czf", tarball, "-C", join(folder, ".."), "acme"]);
    await expect(shop.mayros.plugins.install(tarball, accept)).rejects.toThrow(/a symbolic link/);
    const out = join(scratchFolder("tarball"), "out.tgz");
    const rename = ["--transform=s,acme/mayros,package/../../mayros,", "-P"];
    spawnSync("tar", ["-czf", out, ...rename, "-C", join(folder, ".."), "acme/mayros.plugin.json"]);
    await expect(shop.mayros.plugins.install(out, accept)).rejects.toThrow(/leads out of its/);
  });

  test("a folder that is in the way, which is kept", async () => {
    const shop = openShop();
    mkdirSync(join(shop.root, "acme"), { recursive: true });
    writeFileSync(join(shop.root, "acme", "mine.txt"), "mine");
    await expect(shop.mayros.plugins.install(pluginTarball("acme"), accept)).rejects.toMatchObject({
      message: expect.stringContaining("is in the way"),
      hint: expect.stringMatching(/^mv /),
    });
    expect(readFileSync(join(shop.root, "acme", "mine.txt"), "utf8")).toBe("mine");
  });

  test("one that the config loads from its folder", async () => {
    const folder = pluginFolder("acme");
    const shop = openShop({ plugins: { load: { paths: [folder] } } });
    await shop.mayros.plugins.enable("acme");
    await expect(shop.mayros.plugins.install(folder, accept)).rejects.toMatchObject({
      message: expect.stringContaining("is there already, in a folder of plugins.load.paths"),
      hint: "mayros config unset 'plugins.load.paths[0]'",
    });
    expect(await shop.mayros.plugins.info("acme")).toMatchObject({ enabled: true });
  });

  test.each([
    ["acme@^1.0.0", /a range of versions/],
    ["./nowhere", /does not exist/],
    ["../x y", /does not exist/],
    ["Up!", /is no name of a package/],
    [import.meta.filename, /is neither the folder of a plugin nor its tarball/],
    ["groq", /^groq ships with Mayros: there is nothing to install/],
    ["z.ai", /^z\.ai, of the plugin zai, ships with Mayros/],
    [" ", /^that can't be installed: no package is named/],
  ])("%s", async (spec, message) => {
    const shop = openShop();
    const refusal = shop.mayros.plugins.install(spec, accept);
    await expect(refusal).rejects.toMatchObject({ code: "MAYROS_USAGE" });
    await expect(refusal).rejects.toThrow(message);
  });
});

it("says which command ends it when one is there twice", async () => {
  const shop = openShop({ plugins: { load: { paths: [] as string[] } } });
  const folder = pluginFolder("acme");
  await shop.mayros.plugins.install(folder, accept);
  await shop.mayros.plugins.enable("acme");
  await shop.mayros.config.set("plugins.load.paths", [folder]);
  const findings = await shop.mayros.plugins.doctor();
  expect(findings).toHaveLength(2);
  for (const { message, fix } of findings) {
    expect(message).toMatch(/the plugin acme is there twice: .* and /);
    expect(fix).toBe("mayros plugins uninstall acme --keep-config");
  }
  await shop.mayros.plugins.uninstall("acme", { keepConfig: true });
  expect(await shop.mayros.plugins.info("acme")).toMatchObject({ enabled: true, origin: "path" });
});

it("puts back files that changed, without another question", async () => {
  const shop = openShop();
  const tarball = pluginTarball("acme");
  await shop.mayros.plugins.install(tarball, accept);
  await shop.mayros.plugins.enable("acme");
  const manifest = join(shop.packageFolder("acme"), "mayros.plugin.json");
  const text = readFileSync(manifest, "utf8");
  writeFileSync(manifest, text.replace("api.acme.example", "evil.example"));
  expect(await shop.mayros.plugins.install(tarball)).toMatchObject({ changed: true });
  expect(readFileSync(manifest, "utf8")).toBe(text);
  expect(shop.folders()).toEqual(["acme"]);
});

it("lets one install at a time", async () => {
  const shop = openShop();
  const ids = ["one", "two", "three"];
  const others = ids.map((id) => shop.again().plugins.install(pluginTarball(id), accept));
  await Promise.all(others);
  expect(Object.keys(shop.records())).toEqual(["one", "three", "two"]);
  expect(shop.folders()).toEqual(["one", "three", "two"]);
});

it("says what to install where there is no package manager", async () => {
  const shop = openShop({}, { PATH: scratchFolder("empty") });
  await expect(shop.mayros.plugins.install(pluginFolder("acme"), accept)).rejects.toMatchObject({
    code: "MAYROS_PACKAGE_UNAVAILABLE",
    message: "neither npm nor pnpm is on PATH: one of them downloads plugins",
  });
  expect(shop.folders()).toEqual([]);
});
