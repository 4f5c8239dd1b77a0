// Machines that have pnpm and no npm: the same plugins, in the same place.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, renameSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { onlyPnpm, openRegistry, pluginFolder, scratchFolder, shopWith } from "./plugin-shop.ts";

const accept = { accept: true };

it("finds, installs, updates and removes with pnpm alone", { timeout: 120_000 }, async () => {
  const registry = await openRegistry();
  const canary = join(scratchFolder("canary"), "ran");
  const scripts = { postinstall: `touch ${canary}`, prepack: `touch ${canary}` };
  const needed = pluginFolder("needed", {
    packageJson: { name: "needed", keywords: [], scripts },
    files: { "index.js": "" },
  });
  await registry.publish(needed);
  const text = {
    manifest: { entry: "index.js" },
    packageJson: { scripts, peerDependencies: { needed: "^1.0.0" } },
    files: { "index.js": "" },
  };
  const { integrity } = await registry.publish(pluginFolder("acme", text), { publisher: "ada" });
  const shop = shopWith(registry, {}, { PATH: onlyPnpm() });
  const { plugins } = shop.mayros;
  expect(await plugins.search(["acme"])).toMatchObject([{ package: "mayros-acme" }]);
  const { report } = await plugins.install("mayros-acme", accept);
  expect(report).toMatchObject({ integrity, publisher: "ada", dependencies: 1, code: true });
  expect(existsSync(shop.packageFolder("acme", "needed"))).toBe(true);
  expect(existsSync(canary)).toBe(false);
  expect(await plugins.install("mayros-acme")).toMatchObject({ changed: false });

  await registry.publish(pluginFolder("acme", { ...text, version: "1.0.1" }));
  expect(await plugins.update()).toMatchObject([{ outcome: "updated", to: "1.0.1" }]);
  await plugins.uninstall("acme");

  const data = await plugins.install(pluginFolder("data", { packageJson: { scripts } }), accept);
  expect(data.report).toMatchObject({ id: "data", dependencies: 0, scripts: ["mayros-data"] });
  expect(await plugins.install(data.report.package).catch((error) => error)).toMatchObject({
    message: "the registry has no mayros-data",
  });
  expect(existsSync(canary)).toBe(false);
  expect(shop.folders()).toEqual(["data"]);
});

it("runs nothing that a folder has for pnpm", { timeout: 120_000 }, async () => {
  const registry = await openRegistry();
  const ran = scratchFolder("canary");
  const run = (name: string) => `writeFileSync(${JSON.stringify(join(ran, name))}, "");\n`;
  const imports = 'import { writeFileSync } from "node:fs";\n';
  const folder = pluginFolder("acme", {
    packageJson: {
      packageManager: "pnpm@9.0.0",
      pnpm: { configDependencies: { evil: "1.0.0" } },
      publishConfig: { directory: ".." },
      scripts: { prepack: `touch ${join(ran, "script")}` },
    },
    files: {
      ".pnpmfile.mjs": imports + run("module"),
      ".pnpmfile.cjs": `const { writeFileSync } = require("node:fs");\n${run("script-file")}`,
      "other.mjs": imports + run("other"),
      ".npmrc": "registry=http://127.0.0.1:1/\nglobal-pnpmfile=other.mjs\n",
      "pnpm-workspace.yaml": "pnpmfile: other.mjs\nconfigDependencies:\n  evil: 1.0.0\n",
    },
  });
  symlinkSync("/etc/hostname", join(folder, "link"));
  const { mayros, packageFolder } = shopWith(registry, {}, { PATH: onlyPnpm() });
  const { report } = await mayros.plugins.install(folder, accept);
  expect(report).toMatchObject({ id: "acme", code: false });
  expect(readdirSync(ran)).toEqual([]);
  expect(readdirSync(packageFolder("acme")).sort()).toEqual([
    ...["mayros.plugin.json", "other.mjs", "package.json"],
  ]);
});

it("refuses what calls itself otherwise than its registry does", { timeout: 120_000 }, async () => {
  const registry = await openRegistry();
  const tarball = join(scratchFolder("pack"), "acme.tgz");
  const other = pluginFolder("acme", { packageJson: { name: "mayros-other" } });
  execFileSync("npm", ["pack", "--silent", "--pack-destination", dirname(tarball)], { cwd: other });
  renameSync(join(dirname(tarball), "mayros-other-1.0.0.tgz"), tarball);
  await registry.publish(tarball, { packageJson: { name: "mayros-acme", version: "1.0.0" } });
  const { mayros } = shopWith(registry, {}, { PATH: onlyPnpm() });
  await expect(mayros.plugins.install("mayros-acme", accept)).rejects.toThrow(
    "its package.json says that it is mayros-other@1.0.0",
  );
});
