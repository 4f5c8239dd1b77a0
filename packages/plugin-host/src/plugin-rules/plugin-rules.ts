// What every plugin has to fulfil, one named rule each; pure functions over the files of a plugin.
import { redactSecrets } from "@mayros/core";
import { accessProblems } from "./access-problems.ts";
import { codeProblems } from "./code-problems.ts";
import { defaultProblems } from "./default-problems.ts";
import { modelProblems } from "./model-problems.ts";
import { foreignNameProblems, idProblems, variableProblems } from "./name-problems.ts";
import { isOurs, packageProblems, sizeProblems } from "./package-problems.ts";
import type { PluginRule, PluginRuleOptions } from "./plugin-rule.ts";
import type { PluginFiles } from "./read-plugin-files.ts";
import { readmeProblems } from "./readme-problems.ts";
import { statusProblems } from "./status-problems.ts";

/** Where a plugin's folder lies is up to its author; ours lie in one folder, so that names are paths. */
function folderProblems(plugin: PluginFiles): string[] {
  const { manifest, folder } = plugin;
  if (manifest === undefined || manifest.id === folder || !isOurs(plugin)) return [];
  return [`id is "${manifest.id}" and the folder is "${folder}": they must be the same`];
}

function sourceProblems({ manifest }: PluginFiles): string[] {
  return manifest?.sources.length === 0 ? ["sources is empty: say where the facts are from"] : [];
}

function secretProblems({ texts }: PluginFiles): string[] {
  return [...texts]
    .filter(([, text]) => redactSecrets(text) !== text)
    .map(([name]) => `${name} holds something that looks like a key`);
}

export const pluginRules: readonly PluginRule[] = [
  { name: "has valid files", find: (plugin) => [...plugin.problems] },
  { name: "is named after its folder", find: folderProblems },
  { name: "has ids that can be typed", find: idProblems },
  { name: "takes no name that ships with Mayros", find: foreignNameProblems },
  { name: "reads no variable of others", find: variableProblems },
  { name: "says where its facts are from", find: sourceProblems },
  { name: "says nothing that goes without saying", find: defaultProblems },
  { name: "declares its models without contradiction", find: modelProblems },
  { name: "declares its auth methods without contradiction", find: accessProblems },
  { name: "has code where its manifest needs some", find: codeProblems },
  { name: "says what to expect where it is not active", find: statusProblems },
  { name: "has a README with the command to use it", find: readmeProblems },
  { name: "holds no secret", find: secretProblems },
  { name: "is packaged like every plugin", find: packageProblems },
  { name: "is small", find: sizeProblems },
];

export interface BrokenRule {
  readonly rule: string;
  readonly problem: string;
}

/** Everything that is wrong with a plugin. */
export function brokenRules(plugin: PluginFiles, options: PluginRuleOptions = {}): BrokenRule[] {
  return pluginRules.flatMap(({ name, find }) =>
    find(plugin, options).map((problem) => ({ rule: name, problem })),
  );
}
