// Makes both templates from this repository: at build time for the package, and in tests.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { keyPrefixOf, type PluginManifest } from "@mayros/core";
import { dataTemplate } from "./data-template.ts";
import { loginTemplate } from "./login-template.ts";
import { type PluginSources, readSources } from "./plugin-sources.ts";
import type { Templates } from "./template.ts";

/** `root` is the repository's. Throws where a plugin no longer fits its template. */
export function makeTemplates(root: string): Templates {
  const sources = readSources(root);
  return {
    data: dataTemplate(sources),
    login: loginTemplate(sources),
    shipped: readShipped(sources, join(root, "plugins")),
  };
}

/** From the manifests themselves: an index need not be built for it. */
function readShipped({ read }: PluginSources, plugins: string): Templates["shipped"] {
  const manifests = readdirSync(plugins).map(
    (folder) => JSON.parse(read(`plugins/${folder}/mayros.plugin.json`)) as PluginManifest,
  );
  const env = manifests.flatMap(({ env: ofCode = [], providers = {} }) => [
    ...ofCode,
    ...Object.entries(providers).flatMap(([id, { keyPrefix, extraKeys = [] }]) => [
      `${keyPrefixOf(id, keyPrefix)}_API_KEY`,
      ...extraKeys,
    ]),
  ]);
  return {
    plugins: manifests.map(({ id, providers = {} }) => ({
      id,
      providers: Object.entries(providers).map(([name, { aliases = [], authMethods }]) => ({
        id: name,
        aliases,
        choices: authMethods.flatMap(({ choice, deprecatedChoices = [] }) => [
          ...(choice === undefined ? [] : [choice]),
          ...deprecatedChoices,
        ]),
      })),
    })),
    env: [...new Set(env)].sort(),
  };
}
