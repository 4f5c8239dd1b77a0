// What the page of a plugin is made from: its manifest, its lists of models and its README. A folder that has no manifest,
// or not yet, is none.
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  keyPrefixOf,
  type Model,
  type ModelDeclaration,
  type PluginManifest,
  type ProviderDeclaration,
  withModelDefaults,
} from "@mayros/core";

export interface PageModel extends Model {
  /** Where it differs from its provider's. */
  readonly api: string | undefined;
  /** Whether the list says what it costs. */
  readonly priced: boolean;
}

export interface PageProvider {
  readonly id: string;
  readonly declared: ProviderDeclaration;
  readonly models: readonly PageModel[];
  /** In the order in which they are asked. */
  readonly variables: readonly string[];
}

export interface PagePlugin {
  readonly manifest: PluginManifest;
  readonly providers: readonly PageProvider[];
  readonly readme: string;
}

/** In the order of their ids. */
export function readPlugins(root: string): PagePlugin[] {
  return globSync("plugins/*/mayros.plugin.json", { cwd: root })
    .toSorted()
    .map((path) => readPlugin(join(root, path, "..")));
}

function readPlugin(folder: string): PagePlugin {
  const read = (file: string): string => readFileSync(join(folder, file), "utf8");
  const manifest = JSON.parse(read("mayros.plugin.json")) as PluginManifest;
  const providers = Object.entries(manifest.providers ?? {}).map(([id, declared]) => {
    const listed = declared.modelsFile
      ? (JSON.parse(read(declared.modelsFile)) as { models: ModelDeclaration[] }).models
      : (declared.models ?? []);
    return { id, declared, models: listed.map(toPageModel), variables: variablesOf(id, declared) };
  });
  const readme = existsSync(join(folder, "README.md")) ? read("README.md") : "";
  return { manifest, providers, readme };
}

function toPageModel(declaration: ModelDeclaration): PageModel {
  const { api, cost } = declaration;
  const priced = Object.values(cost ?? {}).some((price) => typeof price === "number" && price > 0);
  return { ...withModelDefaults(declaration), api, priced };
}

/** As docs/keys.md has it. */
function variablesOf(id: string, declared: ProviderDeclaration): string[] {
  const prefix = keyPrefixOf(id, declared.keyPrefix);
  const { extraKeys = [] } = declared;
  const all = `${prefix}_API_KEY`;
  const rotating = [`MAYROS_LIVE_${prefix}_KEY`, `${all}S`, all, `${all}_1`];
  return [...rotating, ...extraKeys.filter((name) => !rotating.includes(name))];
}
