// Machines that have pnpm and no npm: the same plugins, in the same place.
import { existsSync } from "node:fs";
import { join } from "node:path";
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
