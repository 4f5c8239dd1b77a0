// Contradictions between what a plugin says about its models.
import { apiAliases, apiNames } from "@mayros/core";
import { duplicates } from "./duplicates.ts";
import type { PluginFiles } from "./read-plugin-files.ts";

function knownApis({ manifest }: PluginFiles): Set<string> {
  const own = (manifest?.apis ?? []).flatMap(({ id, aliases }) => [id, ...(aliases ?? [])]);
  return new Set([...apiNames, ...Object.keys(apiAliases), ...own]);
}

export function modelProblems(plugin: PluginFiles): string[] {
  const problems: string[] = [];
  const apis = knownApis(plugin);
  const requireApi = (where: string, api: string | undefined) => {
    if (api !== undefined && !apis.has(api)) problems.push(`${where}: unknown api "${api}"`);
  };
  for (const [id, provider] of Object.entries(plugin.manifest?.providers ?? {})) {
    requireApi(id, provider.api);
    const models = plugin.models.get(id) ?? [];
    if (models.length === 0 && provider.discover === undefined) {
      problems.push(`${id}: has neither models nor a way to discover them`);
    }
    for (const twice of duplicates(models.map((model) => model.id))) {
      problems.push(`${id}: model id "${twice}" is given twice`);
    }
    for (const model of models) {
      requireApi(`${id}/${model.id}`, model.api);
      const { maxTokens, contextWindow } = model;
      if (maxTokens !== undefined && contextWindow !== undefined && maxTokens > contextWindow) {
        problems.push(`${id}/${model.id}: maxTokens is greater than contextWindow`);
      }
    }
  }
  return [...problems, ...unusedApis(plugin)];
}

/** A wire format that the plugin brings and none of its providers speaks. */
function unusedApis({ manifest, models }: PluginFiles): string[] {
  const used = new Set([
    ...Object.values(manifest?.providers ?? {}).map(({ api }) => api),
    ...[...models.values()].flat().map(({ api }) => api),
  ]);
  return (manifest?.apis ?? [])
    .filter(({ id, aliases = [] }) => ![id, ...aliases].some((name) => used.has(name)))
    .map(({ id }) => `apis has "${id}", which none of its providers speaks`);
}
