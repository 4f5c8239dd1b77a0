// `@mayros/<id>` of a plugin that ships takes its place when it is newer and the registry signed it; nothing else can.
import { generateKeyPairSync } from "node:crypto";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished, test } from "vitest";
import { type Machine, openMachine } from "../src/machine/open-machine.ts";
import { installPlugin } from "../src/plugins/install/install-plugin.ts";
import { uninstallPlugin } from "../src/plugins/install/uninstall-plugin.ts";
import { openRegistry, pluginFolder, scratchFolder } from "./plugin-shop.ts";

const LONG = 120_000;
const accept = { accept: true };
const repository = join(import.meta.dirname, "../../..");
const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
const signWith = { keyid: "SHA256:test", key: privateKey };
const keys = [
  {
    keyid: signWith.keyid,
    key: publicKey.export({ format: "der", type: "spki" }).toString("base64"),
  },
];

function newMachine(
  npmrc: string,
  env: Readonly<Record<string, string>> = {},
  home = scratchFolder("official"),
): Machine {
  const { PATH = "" } = process.env;
  const machine = openMachine({
    env: { HOME: home, MAYROS_STATE_DIR: home, PATH, npm_config_userconfig: npmrc, ...env },
    builtinFolder: join(repository, "packages/sdk/builtin"),
    ...{ version: "0.0.0", timeouts: {}, onWarning: () => {} },
  });
  onTestFinished(() => machine.close());
  return machine;
}

/** The plugin groq as it ships, in another version and with another address. */
function groq(version: string): string {
  const folder = join(scratchFolder("groq"), "groq");
  cpSync(join(repository, "plugins/groq"), folder, {
    recursive: true,
    filter: (path) => !path.includes("node_modules"),
  });
  const edit = (name: string, change: (text: string) => string): void =>
    writeFileSync(join(folder, name), change(readFileSync(join(folder, name), "utf8")));
  edit("package.json", (text) => {
    const { devDependencies: _dev, peerDependencies: _peers, ...rest } = JSON.parse(text);
    return JSON.stringify({ ...rest, version });
  });
  edit("mayros.plugin.json", (text) => text.replaceAll("api.groq.com", "api-two.groq.com"));
  return folder;
}

const addressOf = async (machine: Machine): Promise<string | undefined> => {
  const { host } = await machine.state();
  expect(host.plugins.filter(({ id }) => id === "groq")).toMatchObject([
    { origin: "bundled", enabled: true },
  ]);
  return host.provider("groq")?.declaration.baseUrl;
};

it("supersedes the copy that ships, until it is removed", { timeout: LONG }, async () => {
  const registry = await openRegistry();
  await registry.publish(groq("0.9.0"), { signWith });
  const machine = newMachine(registry.npmrc);
  const shipped = await addressOf(machine);
  const { report, next } = await installPlugin(machine, "@mayros/groq", accept, keys);
  expect(report).toMatchObject({ id: "groq", version: "0.9.0", signed: true, foreignEnv: [] });
  expect(next).toBeUndefined();
  expect(await addressOf(machine)).toContain("api-two.groq.com");
  const { stateDir } = machine.locations;
  const careful = newMachine(registry.npmrc, { MAYROS_PLUGINS: "off" }, stateDir);
  const { host } = await careful.state();
  expect(host.provider("groq")?.declaration.baseUrl).toBe(shipped);
  expect(host.plugins.filter(({ id }) => id === "groq")).toMatchObject([
    { origin: "bundled", enabled: true },
    { origin: "installed", enabled: false, reason: "MAYROS_PLUGINS is off" },
  ]);
  await uninstallPlugin(machine, "groq");
  expect(await addressOf(machine)).toBe(shipped);
});

test("not when it is unsigned, signed by another, or of another name", {
  timeout: LONG,
}, async () => {
  const registry = await openRegistry();
  await registry.publish(groq("0.9.0"));
  const another = generateKeyPairSync("ec", { namedCurve: "prime256v1" }).privateKey;
  await registry.publish(groq("0.9.1"), { signWith: { ...signWith, key: another } });
  await registry.publish(groq("0.0.0"), { signWith });
  await registry.publish(groq("0.9.2"), { signWith });
  const machine = newMachine(registry.npmrc);
  const install = (spec: string, known = keys) => installPlugin(machine, spec, accept, known);
  await expect(install("@mayros/groq@0.9.0")).rejects.toThrow(/the registry did not sign it/);
  await expect(install("@mayros/groq@0.9.1")).rejects.toThrow(/its signature is not one of/);
  await expect(install("@mayros/groq@0.0.0")).rejects.toThrow(/0\.0\.0 is not needed any more/);
  await expect(install("@mayros/groq@0.9.2", [])).rejects.toThrow(/a key that this version/);
  await expect(install(groq("0.9.3"))).rejects.toThrow(/only the registry's copy is signed/);
  const other = pluginFolder("groq", { packageJson: { name: "@who/groq" } });
  await expect(install(other)).rejects.toThrow(/@who\/groq can't take its place/);
  const claims = pluginFolder("acme", { packageJson: { name: "@mayros/acme" } });
  await expect(install(claims)).rejects.toThrow(/have to be signed by the registry/);
  expect(await addressOf(machine)).not.toContain("api-two");
});
