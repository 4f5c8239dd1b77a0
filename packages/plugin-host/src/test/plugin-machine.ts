// A machine with plugins, in a folder of its own: what ships, load paths, installed ones.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { PluginManifest, ProviderDeclaration } from "@mayros/core";
import { onTestFinished } from "vitest";
import { createPluginHost, type PluginHost } from "../create-plugin-host.ts";
import type { PluginSwitches } from "../decide-enabled.ts";
import { digestProject } from "../install/digest-project.ts";
import type { InstallRecord } from "../install/install-record.ts";
import { readInstalled, writeInstalled } from "../install/installed-file.ts";
import { buildPluginIndex } from "../plugin-index/build-plugin-index.ts";

/** A manifest with one provider of the plugin's name. */
export function manifestOf(
  id: string,
  provider: Partial<ProviderDeclaration> = {},
  more: Partial<PluginManifest> = {},
): PluginManifest {
  const declaration: ProviderDeclaration = {
    name: id,
    api: "openai-completions",
    baseUrl: `https://${id}.example/v1`,
    authMethods: [{ id: "key", kind: "api-key", choice: `${id}-api-key`, label: `${id} key` }],
    ...provider,
  };
  return {
    id,
    apiVersion: 1,
    name: id,
    description: `${id}'s models`,
    providers: { [id]: declaration },
    sources: [],
    ...more,
  };
}

export interface PluginMachine {
  readonly folder: string;
  readonly cache: string;
  /** Writes files below the machine's folder, long ago, so that their times can be told from now. */
  write(files: Readonly<Record<string, unknown>>): void;
  /** Puts a package there as `mayros plugins install` would, `files` by their names in the package; returns the project. */
  install(
    id: string,
    files: Readonly<Record<string, unknown>>,
    record?: Partial<InstallRecord>,
  ): string;
  open(
    switches?: PluginSwitches,
    options?: { paths?: string[]; version?: string },
  ): Promise<PluginHost>;
}

const LONG_AGO = new Date("2026-01-01T00:00:00Z");

/** With one plugin that ships, `shipped`. `load/`, if there is one, is its load path, `state/plugins` holds installed ones. */
export function pluginMachine(): PluginMachine {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "mayros-plugins-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write = (files: Readonly<Record<string, unknown>>): void => {
    for (const [name, content] of Object.entries(files)) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
      for (let up = path; up !== folder; up = dirname(up)) utimesSync(up, LONG_AGO, LONG_AGO);
    }
  };
  const shipped = { manifest: manifestOf("shipped", { aliases: ["s.hipped"] }), version: "1.0.0" };
  const files = buildPluginIndex([{ ...shipped, models: { shipped: [{ id: "m" }] } }]);
  write(Object.fromEntries(Object.entries(files).map(([name, text]) => [`builtin/${name}`, text])));
  const cache = join(folder, "state", "cache");
  const load = join(folder, "load");
  return {
    folder,
    cache,
    write,
    install: (id, files, record = {}) => placePlugin({ folder, write }, id, files, record),
    open: (switches = {}, { paths, version = "1.0.0" } = {}) =>
      createPluginHost({
        builtinFolder: join(folder, "builtin"),
        installedFolder: join(folder, "state", "plugins"),
        cacheFolder: cache,
        env: process.env,
        version,
        plugins: { ...switches, load: { paths: paths ?? (existsSync(load) ? [load] : []) } },
      }),
  };
}

function placePlugin(
  { folder, write }: Pick<PluginMachine, "folder" | "write">,
  id: string,
  files: Readonly<Record<string, unknown>>,
  record: Partial<InstallRecord>,
): string {
  const { package: name = `mayros-${id}`, version = "1.0.0" } = record;
  const all: Record<string, unknown> = { "package.json": { name, version }, ...files };
  const home = `state/plugins/${id}`;
  write({ [`${home}/package.json`]: { name: "mayros-installed-plugin" } });
  write(
    Object.fromEntries(
      Object.entries(all).map(([file, text]) => [`${home}/node_modules/${name}/${file}`, text]),
    ),
  );
  const root = join(folder, "state", "plugins");
  const project = join(root, id);
  const records = new Map(readInstalled(root).records);
  records.set(id, {
    ...{ id, package: name, version, spec: name, source: "registry", integrity: "sha512-x" },
    ...{ digest: digestProject(project).digest, installedAt: 0 },
    ...record,
  });
  writeInstalled(root, records);
  utimesSync(root, LONG_AGO, LONG_AGO);
  return project;
}

/** Enabled, without a word on consent. */
export const on = (...ids: string[]): PluginSwitches => ({
  entries: Object.fromEntries(ids.map((id) => [id, { enabled: true }])),
});
