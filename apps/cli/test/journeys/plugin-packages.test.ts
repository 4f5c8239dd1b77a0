// Plugins that others publish, from the search to the removal: the built command, a real registry, real npm, and servers on
// this machine in the place of the vendor.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { startAuthorizationServer, startModelServer } from "@mayros/plugin-testkit";
import { beforeEach, expect, it, onTestFinished, vi } from "vitest";
import { buildPlugin, changeManifest, createPlugin } from "../create-plugin.ts";
import { homeWithRegistry, type RegistryHome } from "../home-with-registry.ts";

const KEY = "key-0123456789abcdef";
const PACKAGE = "acme-mayros-plugin";

// npm takes its time, and a machine may be busy.
vi.setConfig({ testTimeout: 180_000 });

let stage: RegistryHome;

beforeEach(async () => {
  stage = await homeWithRegistry();
});

const mayros = (...words: string[]) => stage.home.run(words);

async function json(...words: string[]): Promise<Record<string, unknown>> {
  const run = await mayros(...words, "--json");
  return JSON.parse(run.stdout) as Record<string, unknown>;
}

/** Everything in the folder of installed plugins but the file of records. */
const installedFolders = (): string[] =>
  existsSync(stage.plugins)
    ? readdirSync(stage.plugins, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() && !entry.name.startsWith(".") ? [entry.name] : [],
      )
    : [];

async function startVendor(): Promise<Awaited<ReturnType<typeof startModelServer>>> {
  const server = await startModelServer({});
  onTestFinished(() => server.stop());
  return server;
}

it("takes a plugin that is data from the create command to the removal", async () => {
  const { home, registry } = stage;
  const vendor = await startVendor();
  const folder = createPlugin("--data", "--base-url", `${vendor.url}/v1`);
  const valid = await mayros("plugins", "validate", folder);
  expect(valid).toMatchObject({ code: 0, stdout: "acme keeps all rules\n" });
  const { integrity } = await registry.publish(folder, { publisher: "ada" });

  const search = await mayros("plugins", "search", "acme");
  expect(search.stdout).toMatch(
    /^acme-mayros-plugin +0\.1\.0 +ada +\S.* +- +Acme for Mayros: provider data, no code$/m,
  );

  const unasked = await mayros("plugins", "install", PACKAGE);
  expect(unasked).toMatchObject({ code: 5, stdout: "" });
  expect(unasked.stderr).toMatch(/^publisher +ada, published 3 weeks ago$/m);
  expect(unasked.stderr).toMatch(/^kind +data: it runs no code$/m);
  expect(unasked.stderr).toMatch(/^reads +ACME_API_KEY$/m);
  expect(unasked.stderr).toMatch(/next: mayros plugins install acme-mayros-plugin --accept/);
  expect(installedFolders()).toEqual([]);

  const installed = await json("plugins", "install", PACKAGE, "--accept");
  expect(installed).toMatchObject({
    changed: true,
    next: "mayros plugins enable acme",
    report: {
      ...{ package: PACKAGE, version: "0.1.0", integrity, publisher: "ada", id: "acme" },
      ...{ source: "registry", code: false, hosts: ["127.0.0.1"], env: ["ACME_API_KEY"] },
      ...{ providers: ["acme"], foreignEnv: [], dependencies: 0, scripts: [], grows: false },
    },
  });
  expect(installedFolders()).toEqual(["acme"]);
  expect((await json("plugins", "search", "acme")).plugins).toMatchObject([{ installed: "acme" }]);

  const list = await mayros("plugins", "list");
  expect(list.stdout).toMatch(/^acme +0\.1\.0 +off +data +installed +acme/m);
  const off = await mayros("run", "-m", "acme/acme-1", "hi");
  expect(off.code).toBe(2);
  expect(off.stderr).toContain("mayros plugins enable acme");
  expect(vendor.journal()).toEqual([]);

  const info = await mayros("plugins", "info", "acme");
  expect(info.stdout).toMatch(
    /^package +acme-mayros-plugin 0\.1\.0, published by ada 3 weeks ago/m,
  );
  expect(info.stdout).toContain(integrity);
  expect((await mayros("plugins", "enable", "acme")).code).toBe(0);
  const words = ["models", "auth", "paste-api-key", "--provider", "acme"];
  expect((await home.run(words, { input: `${KEY}\n` })).code).toBe(0);
  const answer = await mayros("run", "-m", "acme/acme-1", "hi");
  expect(answer).toMatchObject({ code: 0, stdout: "Hello from the model server.\n", stderr: "" });
  expect(vendor.journal()).toMatchObject([{ path: "/v1/chat/completions", key: KEY }]);

  changeManifest(folder, ({ hosts }) => hosts.push("new.example"));
  await registry.publish(folder, { version: "0.2.0" });
  const plan = await mayros("plugins", "update", "--all", "--dry-run");
  expect(plan).toMatchObject({ code: 0 });
  expect(plan.stdout).toMatch(
    /^acme +0\.1\.0 +0\.2\.0 +would update +it now asks for host new\.example$/m,
  );
  const refused = await mayros("plugins", "update", "acme");
  expect(refused.code).toBe(5);
  expect(refused.stdout).toMatch(
    /^acme +0\.1\.0 +0\.2\.0 +not accepted +it now asks for host new\.example$/m,
  );
  expect(refused.stderr).toMatch(/^new +sends to new\.example$/m);
  expect((await mayros("run", "-m", "acme/acme-1", "hi")).code).toBe(0);
  const updated = await mayros("plugins", "update", "acme", "--accept");
  expect(updated).toMatchObject({ code: 0 });
  expect(updated.stdout).toMatch(/^acme +0\.1\.0 +0\.2\.0 +updated +sends to new\.example$/m);
  expect(updated.stderr).not.toMatch(/next:|warning:/);
  const { hosts } = JSON.parse(
    (await mayros("config", "get", "plugins.entries.acme.grants")).stdout,
  );
  expect(hosts).toEqual(["127.0.0.1", "new.example"]);
  expect((await mayros("run", "-m", "acme/acme-1", "hi")).code).toBe(0);

  const dry = await mayros("plugins", "uninstall", "acme", "--dry-run");
  expect(dry.stdout).toContain("kept: acme:default\n");
  expect(installedFolders()).toEqual(["acme"]);
  expect((await mayros("plugins", "uninstall", "acme")).code).toBe(2);
  const removed = await mayros("plugins", "uninstall", "acme", "--yes");
  expect(removed.code).toBe(0);
  expect(removed.stdout).toMatch(/^removed acme 0\.2\.0: .*plugins.acme$/m);
  expect(removed.stdout).toContain("kept: acme:default\n");
  expect(installedFolders()).toEqual([]);
  expect(readFileSync(home.configPath, "utf8")).not.toContain("acme");
  expect((await json("models", "auth", "list")).profiles).toMatchObject([{ id: "acme:default" }]);
  expect((await mayros("plugins", "info", "acme")).code).toBe(2);
});

it("takes a plugin with a login from the create command to the removal", async () => {
  const { registry } = stage;
  const vendor = await startVendor();
  const server = await startAuthorizationServer({ deviceFields: { interval: 1 } });
  onTestFinished(() => server.stop());
  const folder = createPlugin("--login");
  buildPlugin(folder);
  const valid = await mayros("plugins", "validate", folder);
  expect(valid).toMatchObject({ code: 0, stdout: "acme keeps all rules\n" });
  await registry.publish(folder);
  // What it depends on, as it will lie in the registry.
  await registry.publishTree(join(import.meta.dirname, "../../../../packages/oauth"));

  const installed = await json("plugins", "install", PACKAGE, "--accept");
  expect(installed).toMatchObject({ report: { code: true, id: "acme", scripts: [] } });
  const words = ["models", "auth", "login", "--provider", "acme"];
  const off = await mayros(...words);
  expect(off.code).not.toBe(0);
  expect(off.stderr).toContain("mayros plugins enable acme");
  const unasked = await mayros("plugins", "enable", "acme");
  expect(unasked).toMatchObject({ code: 5 });
  expect(unasked.stderr).toContain("would run code of its publisher");
  expect((await mayros("plugins", "enable", "acme", "--accept")).code).toBe(0);

  // A server of this machine in the place of the vendor's, by the keys that companies use.
  const { deviceAuthorizationUrl, tokenUrl } = server.oauth;
  const config = JSON.stringify({ deviceAuthorizationUrl, tokenUrl });
  await mayros("config", "set", "plugins.entries.acme.config", config);
  await mayros("config", "set", "models.providers.acme.baseUrl", `${vendor.url}/v1`);
  const login = await mayros(...words);
  expect(login).toMatchObject({ code: 0, stdout: expect.stringContaining("stored acme:default") });
  expect(server.stat()).toMatchObject({ logins: 1 });
  const answer = await mayros("run", "-m", "acme/acme-1", "hi");
  expect(answer).toMatchObject({ code: 0, stdout: "Hello from the model server.\n", stderr: "" });
  expect(vendor.journal()).toHaveLength(1);

  const again = await json("plugins", "update", "acme");
  expect(again).toMatchObject({ updates: [{ outcome: "current" }] });
  const removed = await json("plugins", "uninstall", "acme", "--yes");
  expect(removed).toMatchObject({
    ...{ id: "acme", package: PACKAGE, version: "0.1.0", configChanged: true },
    ...{ folder: join(stage.plugins, "acme"), profiles: ["acme:default"] },
  });
  expect(installedFolders()).toEqual([]);
  expect((await mayros("plugins", "info", "acme")).code).toBe(2);
  expect(await json("models", "auth", "list")).toMatchObject({
    profiles: [{ id: "acme:default" }],
  });
});
