// Names that a plugin gives: can they be typed, and are they its own to give?
import { type Claimant, findCollisions } from "../claims/find-collisions.ts";
import { foreignNames } from "../claims/foreign-names.ts";
import { pluginDetails } from "../plugin-index/plugin-facts.ts";
import { isOurs } from "./package-problems.ts";
import type { PluginRuleOptions } from "./plugin-rule.ts";
import type { PluginFiles } from "./read-plugin-files.ts";

const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const VARIABLE = /^[A-Z_][A-Z0-9_]*$/;

export function idProblems({ manifest }: PluginFiles): string[] {
  const named = [
    ...(manifest === undefined ? [] : [["plugin", manifest.id] as const]),
    ...(manifest?.apis ?? []).map(({ id }) => ["api", id] as const),
    ...Object.entries(manifest?.providers ?? {}).flatMap(([id, { authMethods }]) => [
      ["provider", id] as const,
      ...authMethods.map((method) => ["auth method", method.id] as const),
    ]),
  ];
  return named
    .filter(([, id]) => !KEBAB.test(id))
    .map(([kind, id]) => `the id of the ${kind} "${id}" is not kebab-case`);
}

/** What an index would say of it: the names that it claims. */
function claimantOf({ manifest }: PluginFiles): Claimant | undefined {
  if (manifest === undefined) return undefined;
  const providers = Object.entries(manifest.providers ?? {}).map(([id, provider]) => ({
    id,
    aliases: provider.aliases ?? [],
    choices: provider.authMethods.flatMap((method) => [
      ...(method.choice === undefined ? [] : [method.choice]),
      ...(method.deprecatedChoices ?? []),
    ]),
  }));
  return { id: manifest.id, providers };
}

/** A package of ours may take the place of the bundled plugin of its own id, and of no other. */
export function foreignNameProblems(plugin: PluginFiles, { shipped }: PluginRuleOptions): string[] {
  const claimant = claimantOf(plugin);
  if (shipped === undefined || claimant === undefined) return [];
  const others = shipped.plugins.filter(({ id }) => !(isOurs(plugin) && id === claimant.id));
  const collision = findCollisions(others, [{ ...claimant, wanted: true }]).get(0);
  return collision === undefined ? [] : [collision.message];
}

export function variableProblems(plugin: PluginFiles, { shipped }: PluginRuleOptions): string[] {
  const { manifest } = plugin;
  if (manifest === undefined) return [];
  const { env } = pluginDetails({ manifest, version: "0.0.0", models: {} });
  const odd = env
    .filter((name) => !VARIABLE.test(name))
    .map((name) => `the variable "${name}" is not in capitals with underscores`);
  if (isOurs(plugin)) return odd;
  const foreign = foreignNames(env, shipped?.env ?? []).map(
    (name) =>
      `the variable ${name} belongs to others: whoever enables the plugin has to agree to it`,
  );
  return [...odd, ...foreign];
}
