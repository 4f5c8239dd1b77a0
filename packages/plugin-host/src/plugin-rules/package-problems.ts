// Where a plugin's package.json differs from what every plugin has; a data plugin needs nothing else.
import type { PluginRuleOptions } from "./plugin-rule.ts";
import type { PluginFiles } from "./read-plugin-files.ts";

/** For a plugin without code: people judge it by its pages, and every start of Mayros may read it. */
const MOST_BYTES = 60 * 1024;

/** Run on the machine of whoever installs it; Mayros never runs them, so a plugin must not need one. */
const INSTALL_SCRIPTS = ["preinstall", "install", "postinstall"];

/** Published by Mayros itself. */
export const isOurs = (plugin: PluginFiles): boolean =>
  plugin.package.name?.startsWith("@mayros/") === true;

/** What the package must publish: the manifest and the files it names. */
function publishedFiles({ manifest }: PluginFiles): string[] {
  const modelFiles = Object.values(manifest?.providers ?? {}).flatMap(
    (provider) => provider.modelsFile ?? [],
  );
  return ["mayros.plugin.json", ...new Set(modelFiles)];
}

export function packageProblems(plugin: PluginFiles, options: PluginRuleOptions): string[] {
  return [
    ...identityProblems(plugin, options),
    ...fileProblems(plugin),
    ...scriptProblems(plugin),
    ...dependencyProblems(plugin),
    ...(plugin.manifest?.entry === undefined ? [] : entryProblems(plugin, plugin.manifest.entry)),
  ];
}

function identityProblems(plugin: PluginFiles, { packageName }: PluginRuleOptions): string[] {
  const found = plugin.package;
  const problems: string[] = [];
  const name = packageName ?? (isOurs(plugin) ? `@mayros/${plugin.manifest?.id}` : found.name);
  if (found.name === undefined) problems.push("name is missing");
  else if (found.name !== name) problems.push(`name is "${found.name}", must be "${name}"`);
  if (!/^\d+\.\d+\.\d+/.test(found.version ?? "")) problems.push("version is missing");
  if (!found.description) problems.push("description is missing");
  if (!found.license) problems.push("license is missing");
  if (found.private === true) problems.push("private is true: it can't be published");
  if (!found.keywords?.includes("mayros-plugin")) problems.push('keywords lacks "mayros-plugin"');
  return problems;
}

function fileProblems(plugin: PluginFiles): string[] {
  const { files = [], exports = {} } = plugin.package;
  const problems: string[] = [];
  for (const file of publishedFiles(plugin)) {
    if (!isPublished(files, file)) problems.push(`files lacks "${file}"`);
    if (exports[`./${file}`] !== `./${file}`) problems.push(`exports lacks "./${file}"`);
  }
  if (exports["./package.json"] !== "./package.json") {
    problems.push('exports lacks "./package.json"');
  }
  return problems;
}

/** `files` names the file or a folder that it lies in. */
function isPublished(files: readonly string[], path: string): boolean {
  return files
    .map((file) => file.replace(/^\.?\//, "").replace(/\/(?:\*\*?)?$/, ""))
    .some((file) => path === file || path.startsWith(`${file}/`));
}

function scriptProblems(plugin: PluginFiles): string[] {
  const { scripts = {} } = plugin.package;
  return INSTALL_SCRIPTS.filter((name) => Object.hasOwn(scripts, name)).map(
    (name) => `scripts.${name} is not run when Mayros installs a plugin`,
  );
}

function dependencyProblems(plugin: PluginFiles): string[] {
  const { manifest } = plugin;
  const { dependencies = {}, peerDependencies = {}, scripts } = plugin.package;
  const problems: string[] = [];
  if (!peerDependencies["@mayros/core"]) problems.push("peerDependencies lacks @mayros/core");
  if (Object.hasOwn(dependencies, "@mayros/core")) {
    problems.push("dependencies has @mayros/core, which must be a peer: there is one in a program");
  }
  if (manifest?.entry === undefined) {
    if (plugin.package.dependencies) problems.push("a plugin without code needs no dependencies");
    if (scripts && isOurs(plugin)) problems.push("a plugin of ours without code needs no scripts");
  }
  for (const [name, version] of Object.entries(manifest?.libraries ?? {})) {
    const range = dependencies[name];
    // In our workspace the version stands in the catalog.
    if (range !== version && range !== "catalog:") {
      problems.push(`libraries has ${name} ${version}, dependencies has ${range ?? "none"}`);
    }
  }
  return problems;
}

function entryProblems(plugin: PluginFiles, entry: string): string[] {
  const { files = [], exports = {}, type, engines } = plugin.package;
  const problems: string[] = [];
  const path = entry.replace(/^\.\//, "");
  if (!isPublished(files, path)) problems.push(`files lacks the entry, "${path}"`);
  if (type !== "module" && !path.endsWith(".mjs")) problems.push('type must be "module"');
  if (!engines?.node) problems.push("engines.node is missing: the entry runs in Node");
  if (!JSON.stringify(exports["."] ?? null).includes(`"./${path}"`)) {
    problems.push(`exports["."] is not the entry, "./${path}"`);
  }
  return problems;
}

export function sizeProblems({ manifest, packedBytes }: PluginFiles): string[] {
  if (manifest?.entry !== undefined || packedBytes <= MOST_BYTES) return [];
  const kilobytes = Math.ceil(packedBytes / 1024);
  return [`the package has ${kilobytes} KB; without code ${MOST_BYTES / 1024} KB must do`];
}
