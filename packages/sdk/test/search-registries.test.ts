// Searching registries that are not the public one, with the real npm and pnpm: one that looks for text only (verdaccio), and
// one that has no search (GitHub's).
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  onlyPnpm,
  openRegistry,
  openShop,
  pluginFolder,
  scratchFolder,
  shopWith,
} from "./plugin-shop.ts";

const managers = [
  ["npm", () => process.env.PATH ?? ""],
  ["pnpm", onlyPnpm],
] as const;

describe.each(managers)("%s", (_, path) => {
  it("finds plugins where the registry knows no keywords", { timeout: 60_000 }, async () => {
    const registry = await openRegistry({ plainSearch: true });
    await registry.publish(pluginFolder("acme"), { publisher: "ada" });
    await registry.publish(pluginFolder("other"));
    await registry.publish(
      pluginFolder("none", { packageJson: { name: "mayros-none", keywords: [] } }),
    );
    const { plugins } = shopWith(registry, {}, { PATH: path() }).mayros;
    expect(await plugins.search(["acme"])).toEqual([
      {
        ...{ package: "mayros-acme", version: "1.0.0", description: "acme for Mayros" },
        ...{ publisher: "ada", publishedAt: expect.any(Number) },
      },
    ]);
    expect((await plugins.search([])).map((found) => found.package).sort()).toEqual([
      "mayros-acme",
      "mayros-other",
    ]);
    expect(await plugins.search(["acme", "nowhere"])).toEqual([]);
  });

  it("says that a registry has no search", { timeout: 60_000 }, async () => {
    const server = createServer((_incoming, outgoing) => {
      outgoing.writeHead(404, { "content-type": "application/json" }).end("{}");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const npmrc = join(scratchFolder("npmrc"), "npmrc");
    writeFileSync(npmrc, `registry=http://127.0.0.1:${(server.address() as AddressInfo).port}/\n`);
    const { plugins } = openShop({}, { PATH: path(), npm_config_userconfig: npmrc }).mayros;
    await expect(plugins.search(["acme"])).rejects.toMatchObject({
      code: "MAYROS_PACKAGE_UNAVAILABLE",
      message:
        "the registry can't be searched (E404); a package is installed by its name all the same",
    });
  });
});
