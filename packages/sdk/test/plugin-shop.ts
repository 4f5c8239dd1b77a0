// A machine to install plugins on, with the real npm, and plugins made for it: in folders, and on a registry of this machine.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import {
  type Registry,
  type RegistryOptions,
  startRegistry,
} from "../../../tools/registry/start-registry.ts";
import { openMayros } from "./open-mayros.ts";

export interface PluginText {
  readonly version?: string;
  readonly manifest?: object;
  readonly provider?: object;
  readonly packageJson?: object;
  readonly files?: Readonly<Record<string, string>>;
}

export function scratchFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `mayros-${name}-`));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a plugin of one provider into a folder; returns it. */
export function pluginFolder(id: string, text: PluginText = {}): string {
  const folder = join(scratchFolder("plugin"), id);
  const provider = {
    ...{ name: id, api: "openai-completions", baseUrl: `https://api.${id}.example/v1` },
    authMethods: [{ id: "key", kind: "api-key", choice: `${id}-api-key`, label: `${id} key` }],
    models: [{ id: "one" }],
    ...text.provider,
  };
  const manifest = {
    ...{ id, apiVersion: 1, name: id, description: `${id}'s models`, sources: [] },
    providers: { [id]: provider },
    ...text.manifest,
  };
  const packageJson = {
    ...{ name: `mayros-${id}`, version: text.version ?? "1.0.0", keywords: ["mayros-plugin"] },
    description: `${id} for Mayros`,
    ...text.packageJson,
  };
  const files = {
    "package.json": JSON.stringify(packageJson),
    "mayros.plugin.json": JSON.stringify(manifest),
    ...text.files,
  };
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

export function openShop(config: string | object = {}, env: Readonly<Record<string, string>> = {}) {
  const { PATH = "" } = process.env;
  const opened = openMayros(config, { PATH, ...env });
  const root = join(opened.mayros.locations.stateDir, "plugins");
  return {
    ...opened,
    root,
    records: () =>
      existsSync(join(root, "installed.json"))
        ? (JSON.parse(readFileSync(join(root, "installed.json"), "utf8")) as { plugins: object })
            .plugins
        : {},
    /** Everything in the folder of plugins, but for the file of records. */
    folders: () =>
      existsSync(root)
        ? readdirSync(root)
            .filter((name) => name !== "installed.json")
            .sort()
        : [],
    /** Of an installed plugin. */
    packageFolder: (id: string, name = `mayros-${id}`) => join(root, id, "node_modules", name),
  };
}

export async function openRegistry(options: RegistryOptions = {}): Promise<Registry> {
  const registry = await startRegistry(options);
  onTestFinished(() => registry.close());
  return registry;
}

export function shopWith(
  registry: Registry,
  config: string | object = {},
  env: Readonly<Record<string, string>> = {},
) {
  return openShop(config, { npm_config_userconfig: registry.npmrc, ...env });
}

/** A PATH with pnpm, and Node, which npm's folder is the place of. */
export function onlyPnpm(): string {
  const folder = scratchFolder("bin");
  const bin = join(import.meta.dirname, "../../../node_modules/.bin");
  symlinkSync(join(bin, "pnpm"), join(folder, "pnpm"));
  symlinkSync(process.execPath, join(folder, "node"));
  return folder;
}
