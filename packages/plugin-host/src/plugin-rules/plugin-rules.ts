// What every plugin has to fulfil, one named check each; pure functions over the files of a plugin.
import { redactSecrets } from "@mayros/core";
import { accessProblems } from "./access-problems.ts";
import { modelProblems } from "./model-problems.ts";
import { type PluginRuleOptions, packageProblems } from "./package-problems.ts";
import type { PluginFiles } from "./read-plugin-files.ts";
import { statusProblems } from "./status-problems.ts";

export interface PluginRule {
  /** Continues "the plugin ...". */
  readonly name: string;
  find(plugin: PluginFiles, options: PluginRuleOptions): string[];
}

function folderProblems({ manifest, folder }: PluginFiles): string[] {
  if (manifest === undefined || manifest.id === folder) return [];
  return [`id is "${manifest.id}" and the folder is "${folder}": they must be the same`];
}

function sourceProblems({ manifest, texts }: PluginFiles): string[] {
  const problems: string[] = [];
  if (manifest?.sources.length === 0)
    problems.push("sources is empty: say where the facts are from");
  if (!texts.get("README.md")?.trim()) problems.push("README.md is missing or empty");
  return problems;
}

function secretProblems({ texts }: PluginFiles): string[] {
  return [...texts]
    .filter(([, text]) => redactSecrets(text) !== text)
    .map(([name]) => `${name} holds something that looks like a key`);
}

export const pluginRules: readonly PluginRule[] = [
  { name: "has valid files", find: (plugin) => [...plugin.problems] },
  { name: "is named after its folder", find: folderProblems },
  { name: "says what it is and where its facts are from", find: sourceProblems },
  { name: "declares its models without contradiction", find: modelProblems },
  { name: "declares its auth methods without contradiction", find: accessProblems },
  { name: "says what to expect where it is not active", find: statusProblems },
  { name: "holds no secret", find: secretProblems },
  { name: "is packaged like every plugin", find: packageProblems },
];
