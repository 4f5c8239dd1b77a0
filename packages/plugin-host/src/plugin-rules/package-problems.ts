// Where a plugin's package.json differs from what every plugin has; a data plugin needs nothing else.
import type { PluginFiles } from "./read-plugin-files.ts";

export interface PluginRuleOptions {
  /** Name of the npm package; default `@mayros/<id>`. */
  packageName?: string;
}

/** What the package must publish: the manifest and the files it names. */
function publishedFiles({ manifest }: PluginFiles): string[] {
  const modelFiles = Object.values(manifest?.providers ?? {}).flatMap(
    (provider) => provider.modelsFile ?? [],
  );
  return ["mayros.plugin.json", ...new Set(modelFiles)];
}

export function packageProblems(plugin: PluginFiles, options: PluginRuleOptions): string[] {
  const problems: string[] = [];
  const found = plugin.package;
  const name = options.packageName ?? `@mayros/${plugin.folder}`;
  if (found.name !== name) problems.push(`name is "${found.name}", must be "${name}"`);
  if (!found.license) problems.push("license is missing");
  if (!found.keywords?.includes("mayros-plugin")) problems.push('keywords lacks "mayros-plugin"');
  if (!found.peerDependencies?.["@mayros/core"]) {
    problems.push("peerDependencies lacks @mayros/core");
  }
  for (const file of publishedFiles(plugin)) {
    if (!found.files?.includes(file)) problems.push(`files lacks "${file}"`);
    if (found.exports?.[`./${file}`] !== `./${file}`) problems.push(`exports lacks "./${file}"`);
  }
  if (found.exports?.["./package.json"] !== "./package.json") {
    problems.push('exports lacks "./package.json"');
  }
  if (plugin.manifest?.entry === undefined && (found.dependencies || found.scripts)) {
    problems.push("a plugin without code needs neither dependencies nor scripts");
  }
  return problems;
}
