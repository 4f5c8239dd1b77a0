// Holds a package that was downloaded against everything that an installed plugin has to be, before anybody is asked about
// it. Reads, and runs nothing.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Claimant, findCollisions } from "../claims/find-collisions.ts";
import { foreignNames } from "../claims/foreign-names.ts";
import type { PluginHost } from "../create-plugin-host.ts";
import { officialPackage, supersedingProblem } from "../plugin-cache/superseding.ts";
import { newerCore } from "../plugin-folder/newer-core.ts";
import { readPluginFolder } from "../plugin-folder/read-plugin-folder.ts";
import { RefusedFolder } from "../plugin-folder/refused-folder.ts";
import {
  type PluginSource,
  pluginDetails,
  pluginEntry,
  providerBlocks,
  providerEntry,
} from "../plugin-index/plugin-facts.ts";
import { packageFolder } from "./project-folder.ts";

export interface PackageToCheck {
  readonly project: string;
  readonly name: string;
  readonly version: string;
  /** The registry's signature was checked; else why it does not count. */
  readonly signature: "valid" | { readonly problem: string };
}

export interface CheckedPackage {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly code: boolean;
  readonly providers: readonly string[];
  readonly hosts: readonly string[];
  readonly env: readonly string[];
  /** Those of `env` that belong to others. */
  readonly foreignEnv: readonly string[];
  readonly files: readonly string[];
  readonly exec: readonly string[];
  readonly ownTransport: boolean;
}

/** Throws RefusedFolder. `core`: the version of @mayros/core that plugins meet here. */
export async function checkPackage(
  found: PackageToCheck,
  host: PluginHost,
): Promise<CheckedPackage> {
  const { project, name } = found;
  const folder = packageFolder(project, name);
  const read = await readPluginFolder(folder, { within: project });
  if ("problem" in read) throw new RefusedFolder(read.problem);
  const { source } = read;
  const { manifest } = source;
  refuseOther(folder, found);
  refuseNewerCore(manifest.minCore);
  if (manifest.entry === undefined) refuseDependencies(folder);
  const supersedes = checkNames(found, source, host);
  const details = pluginDetails(source);
  const owned = host.plugins.flatMap((plugin) =>
    plugin.origin === "bundled" ? host.details(plugin).env : [],
  );
  return {
    id: manifest.id,
    name: manifest.name,
    description: manifest.description,
    code: manifest.entry !== undefined,
    providers: pluginEntry(source).providers,
    hosts: details.hosts,
    env: details.env,
    foreignEnv: supersedes ? [] : foreignNames(details.env, owned),
    files: details.files,
    exec: details.exec,
    ownTransport: details.ownTransport,
  };
}

/** A registry's word for what it is, and that of its own files. pnpm does not compare them. */
function refuseOther(folder: string, { name, version }: PackageToCheck): void {
  const own = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    name?: unknown;
    version?: unknown;
  };
  if (own.name === name && own.version === version) return;
  throw new RefusedFolder(
    `its package.json says that it is ${String(own.name)}@${String(own.version)}`,
  );
}

function refuseNewerCore(minCore: string | undefined): void {
  const newer = newerCore(minCore);
  if (newer) throw new RefusedFolder(newer.problem, newer.fix);
}

/** What runs no code uses none of anybody's, and would only have it lying there. */
function refuseDependencies(folder: string): void {
  const { dependencies = {}, optionalDependencies = {} } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  ) as Record<string, Record<string, string> | undefined>;
  const names = Object.keys({ ...dependencies, ...optionalDependencies });
  if (names.length === 0) return;
  throw new RefusedFolder(
    `it has no code, and its package.json wants ${names.join(", ")}: nothing would use that`,
  );
}

/** Whether it is the newer copy of a plugin that ships. */
function checkNames(found: PackageToCheck, source: PluginSource, host: PluginHost): boolean {
  const { manifest } = source;
  const { id } = manifest;
  const shipped = host.plugins.filter(({ origin }) => origin === "bundled");
  const twin = shipped.find((plugin) => plugin.id === id);
  if (twin) refuseTwin(found, id, host.details(twin));
  else if (found.name.startsWith("@mayros/") && found.signature !== "valid") {
    throw new RefusedFolder(
      `packages of Mayros itself have to be signed by the registry: ${found.signature.problem}`,
    );
  }
  const others = host.plugins.filter(
    (plugin) => plugin.origin === "installed" && host.details(plugin).installed?.id !== id,
  );
  const claim = (plugin: PluginHost["plugins"][number]): Claimant => ({
    id: plugin.id,
    providers: host.blocksOf(plugin).map(providerEntry),
  });
  const own = { id, providers: providerBlocks(source).map(providerEntry) };
  const collisions = findCollisions(
    shipped.filter((plugin) => plugin !== twin).map(claim),
    [own, ...others.map(claim)].map((each) => ({ ...each, wanted: true })),
  );
  const collision = collisions.get(0);
  if (collision)
    throw new RefusedFolder(collision.message, uninstallFix(collision.message, others));
  return twin !== undefined;
}

function refuseTwin(
  { name, version, signature }: PackageToCheck,
  id: string,
  there: ReturnType<PluginHost["details"]>,
): void {
  if (name !== officialPackage(id)) {
    throw new RefusedFolder(
      `plugin "${id}" is claimed by two: it ships with Mayros, and ${name} can't take its place`,
    );
  }
  if (signature !== "valid") throw new RefusedFolder(signature.problem);
  // Which version ships is not seen behind a newer copy that is there already.
  const shipped = { id, version: there.installed === undefined ? there.version : "0.0.0-0" };
  const wrong = supersedingProblem({ id, package: name, version, signed: true }, shipped);
  if (wrong) throw new RefusedFolder(wrong.problem);
}

function uninstallFix(message: string, others: PluginHost["plugins"]): string | undefined {
  const rival = others.find(
    ({ id }) => message.includes(` ${id} and `) || message.endsWith(` ${id}`),
  );
  return rival && `mayros plugins uninstall ${rival.id}`;
}
