// Whoever has an open umask (containers, some build machines) installs plugins all the same, and nobody else may write to them.
import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { onlyPnpm, openRegistry, pluginFolder, shopWith } from "./plugin-shop.ts";

/** Of everything below, with what the modes of links say of nothing left out. */
function writableByOthers(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => {
    const stat = lstatSync(join(folder, name));
    return !stat.isSymbolicLink() && (stat.mode & 0o022) !== 0;
  });
}

it.skipIf(process.platform === "win32").each([
  ["npm", undefined],
  ["pnpm", onlyPnpm],
])("installs with %s under umask 000", { timeout: 120_000 }, async (_name, path) => {
  const registry = await openRegistry();
  await registry.publish(pluginFolder("needed", { packageJson: { name: "needed", keywords: [] } }));
  const code = { manifest: { entry: "index.js" }, files: { "index.js": "export default {};" } };
  const packageJson = { dependencies: { needed: "^1.0.0" } };
  await registry.publish(pluginFolder("acme", { ...code, packageJson }));
  const shop = shopWith(registry, {}, path === undefined ? {} : { PATH: path() });
  const before = process.umask(0);
  onTestFinished(() => void process.umask(before));
  await shop.mayros.plugins.install("mayros-acme", { accept: true });
  expect(await shop.mayros.plugins.info("acme")).toMatchObject({ id: "acme" });
  expect(lstatSync(shop.root).mode & 0o077).toBe(0);
  expect(writableByOthers(shop.root)).toEqual([]);
});
