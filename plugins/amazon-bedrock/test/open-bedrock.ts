// A program with the plugin switched on, as people have it: its bundled code, loaded from beside its libraries. Those are
// this workspace's, linked to where they would be installed; that they get there is another test's matter.
import { createHash } from "node:crypto";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  buildPluginIndex,
  digestOfFile,
  LIBRARY_RECORD,
  readPluginFolder,
} from "@mayros/plugin-host";
import { createHome } from "@mayros/plugin-testkit";
import { createMayros, type Mayros } from "@mayros/sdk";
import { onTestFinished } from "vitest";
import { bundlePlugins } from "../../../tools/bundle-plugins.ts";
import { type LocalBedrock, startLocalBedrock } from "./local-bedrock.ts";

const plugin = join(import.meta.dirname, "..");

/** A folder as tools/build-index.ts makes it, of this plugin alone. */
export async function buildBuiltin(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "mayros-bedrock-"));
  const read = await readPluginFolder(plugin, { anyOwner: true, unbuilt: true });
  if ("problem" in read) throw new Error(read.problem);
  const { id, libraries = {} } = read.source.manifest;
  for (const [name, text] of Object.entries(buildPluginIndex([read.source]))) {
    writeFileSync(join(folder, name), text);
  }
  await bundlePlugins([id], join(folder, "code"), new Map([[id, Object.keys(libraries)]]));
  return folder;
}

export interface Given {
  readonly builtinFolder: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly config?: object;
  /** Off, and without its libraries. Default: it is on, and they are there. */
  readonly fresh?: boolean;
  /** Texts of AWS's files. */
  readonly aws?: { readonly config?: string; readonly credentials?: string };
}

export interface OpenBedrock {
  readonly bedrock: LocalBedrock;
  readonly mayros: Mayros;
  /** What it was opened with. */
  readonly env: Readonly<Record<string, string>>;
  readonly warnings: string[];
  readonly home: string;
}

export async function openBedrock(given: Given): Promise<OpenBedrock> {
  const bedrock = await startLocalBedrock();
  const { url } = bedrock;
  const config = { apiBaseUrl: url, listUrl: url, ...given.config };
  const entries = { "amazon-bedrock": { ...(given.fresh ? {} : { enabled: true }), config } };
  const home = createHome({ plugins: { entries } });
  if (!given.fresh) await linkLibraries(home.folder);
  const files = {
    AWS_CONFIG_FILE: join(home.folder, "aws-config"),
    AWS_SHARED_CREDENTIALS_FILE: join(home.folder, "aws-credentials"),
  };
  if (given.aws?.config) writeFileSync(files.AWS_CONFIG_FILE, given.aws.config);
  if (given.aws?.credentials) {
    writeFileSync(files.AWS_SHARED_CREDENTIALS_FILE, given.aws.credentials);
  }
  const warnings: string[] = [];
  const env = { ...home.env, ...files, ...given.env };
  const mayros = createMayros({
    env,
    builtinFolder: given.builtinFolder,
    onWarning: (message) => warnings.push(message),
  });
  onTestFinished(async () => {
    mayros.close();
    await bedrock[Symbol.asyncDispose]();
    home.remove();
  });
  return { bedrock, mayros, env, warnings, home: home.folder };
}

/** In the place of an installation: this workspace's packages lie one folder up, where Node looks, too. */
async function linkLibraries(home: string): Promise<void> {
  const folder = join(home, "libraries/amazon-bedrock");
  const modules = join(folder, "node_modules");
  mkdirSync(modules, { recursive: true, mode: 0o700 });
  symlinkSync(join(plugin, "node_modules"), join(home, "libraries/node_modules"), "junction");
  const file = join(folder, "package-lock.json");
  writeFileSync(file, "{}");
  const text = await readFile(join(plugin, "mayros.plugin.json"), "utf8");
  const { libraries } = JSON.parse(text) as { libraries: object };
  const lock = { file: "package-lock.json", digest: digestOfFile(file) };
  const digest = `sha512-${createHash("sha512").digest("base64")}`;
  const size = { files: 0, bytes: 0, installedAt: 1 };
  const record = { format: 1, libraries, manager: "npm", lock, digest, stamp: "", ...size };
  writeFileSync(join(folder, LIBRARY_RECORD), JSON.stringify(record));
}

export async function removeBuiltin(folder: string): Promise<void> {
  await rm(folder, { recursive: true });
}
