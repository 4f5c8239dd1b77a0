// The registry that plugins are tested with has to behave like the public one where it matters.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { root } from "../list-sources.ts";
import { runProgram } from "../run-program.ts";
import { startRegistry } from "./start-registry.ts";

function scratch(packageJson?: object): string {
  const folder = mkdtempSync(join(tmpdir(), "mayros-registry-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "package.json"), JSON.stringify(packageJson ?? { private: true }));
  return folder;
}

async function start() {
  const registry = await startRegistry();
  onTestFinished(() => registry.close());
  const env = { npm_config_userconfig: registry.npmrc };
  const npm = (words: string[], cwd = tmpdir()) => runProgram("npm", words, { env, cwd });
  return { registry, npm };
}

const acme = {
  name: "mayros-acme",
  version: "1.0.0",
  description: "A vendor",
  keywords: ["mayros-plugin"],
};

it("tells what was published, by whom and when, and finds it by its keyword", async () => {
  const { registry, npm } = await start();
  const folder = scratch(acme);
  const publishedAt = Date.UTC(2026, 0, 2);
  const { integrity } = await registry.publish(folder, { publishedAt, publisher: "ada" });
  await registry.publish(folder, { version: "1.1.0" });
  await registry.publish(scratch({ ...acme, name: "mayros-other", keywords: [] }));
  const view = await npm(["view", "mayros-acme@1.0.0", "dist.integrity", "time", "--json"]);
  expect(JSON.parse(view.stdout)).toMatchObject({
    "dist.integrity": integrity,
    time: { "1.0.0": new Date(publishedAt).toISOString() },
  });
  const search = await npm(["search", "--json", "keywords:mayros-plugin", "vendor"]);
  expect(JSON.parse(search.stdout)).toMatchObject([{ name: "mayros-acme", version: "1.1.0" }]);
  expect((await npm(["view", "mayros-nowhere"])).code).toBe(1);
});

it("installs packages of this workspace with all that they need, and asks nobody else", async () => {
  const { registry, npm } = await start();
  await registry.publishTree(join(root, "node_modules/fast-check"));
  const folder = scratch();
  const installed = await npm(["install", "fast-check"], folder);
  expect(installed.stderr).toBe("");
  const run = await runProgram(process.execPath, ["-e", "require('fast-check')"], { cwd: folder });
  expect(run.code).toBe(0);
});

it("takes what npm itself publishes", async () => {
  const { npm } = await start();
  const published = await npm(["publish", "--ignore-scripts"], scratch(acme));
  expect(published.stderr).not.toContain("error");
  const view = await npm(["view", "mayros-acme", "version"]);
  expect(view.stdout).toBe("1.0.0\n");
});
