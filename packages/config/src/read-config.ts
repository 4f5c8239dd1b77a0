// Reads mayros.json for use, and inspects it for the commands that must work on an invalid one.
import type { Environment } from "@mayros/core";
import type { Config } from "./config.ts";
import type { ConfigIssue } from "./config-issue.ts";
import { type Interpretation, interpretConfig } from "./interpret-config.ts";
import { invalidConfig, isError } from "./invalid-config.ts";
import { isBlank } from "./json5/is-blank.ts";
import type { Json5Node } from "./json5/json5-node.ts";
import type { Locations } from "./locate.ts";
import { readConfigFile } from "./read-config-file.ts";
import { checkKey, readValidKeys, rememberValid } from "./remembered-check.ts";

export interface LoadedConfig {
  /** Absolute. */
  readonly path: string;
  readonly exists: boolean;
  /** As on disk; empty without a file. */
  readonly text: string;
  /** As written: `${VAR}` unsubstituted, foreign sections included. Empty without a file. */
  readonly value: unknown;
  /** Our sections, substituted and valid. Disabled providers are not in it. */
  readonly config: Config;
  /** The process environment with the config's `env` block under it. */
  readonly env: Environment;
  /** To be shown. */
  readonly warnings: readonly ConfigIssue[];
  /** Only for who asks: keys that are not used because their variable is not set. */
  readonly notes: readonly ConfigIssue[];
  /** Why, by provider id. */
  readonly disabledProviders: Readonly<Record<string, string>>;
}

export interface InspectedConfig {
  readonly path: string;
  readonly exists: boolean;
  readonly text: string;
  /** Absent where the text is not JSON5, and without a file. */
  readonly tree?: Json5Node;
  /** As written: `${VAR}` unsubstituted, foreign sections included. Empty without a file. */
  readonly value: unknown;
  /** Errors, warnings and notes, in this order. */
  readonly issues: readonly ConfigIssue[];
}

/**
 * A missing file is an empty config. Throws MAYROS_CONFIG_INVALID (`details.issues` has all issues) and
 * MAYROS_STATE_UNREADABLE.
 */
export async function readConfig(locations: Locations, env: Environment): Promise<LoadedConfig> {
  const path = locations.configPath;
  const text = readConfigFile(path);
  if (text === undefined || isBlank(text)) return emptyConfig(path, text, env);
  const found = interpretConfig(text, env);
  const issues = await checkForUse(locations, text, found);
  if (issues.some(isError)) throw invalidConfig(path, issues);
  return {
    path,
    exists: true,
    text,
    value: found.value,
    config: found.config as Config,
    env: found.env,
    warnings: issues.filter(({ severity }) => severity === "warning"),
    notes: issues.filter(({ severity }) => severity === "note"),
    disabledProviders: found.disabledProviders,
  };
}

/** No file, or one with nothing in it yet. */
function emptyConfig(path: string, text: string | undefined, env: Environment): LoadedConfig {
  const nothing = {
    text: text ?? "",
    value: {},
    config: {},
    warnings: [],
    notes: [],
    disabledProviders: {},
  };
  return { path, exists: text !== undefined, env, ...nothing };
}

/** Never throws for what is in the file; throws MAYROS_STATE_UNREADABLE. */
export async function inspectConfig(
  locations: Locations,
  env: Environment,
): Promise<InspectedConfig> {
  const path = locations.configPath;
  const text = readConfigFile(path);
  const json5 = text === undefined || isBlank(text) ? "{}" : text;
  const found = interpretConfig(json5, env);
  const issues = await listIssues(json5, found);
  const exists = text !== undefined;
  const { tree, value } = found;
  const common = { path, exists, text: text ?? "", value, issues };
  return tree && exists ? { ...common, tree } : common;
}

/** All issues of a text, the schema's included; errors first. Loads zod. */
export async function listIssues(text: string, found: Interpretation): Promise<ConfigIssue[]> {
  if (!found.tree) return [...found.issues];
  const { validateConfig } = await import("./validate/validate-config.ts");
  const all = [...found.issues, ...validateConfig(found.config, text, found.tree)];
  const rank = { error: 0, warning: 1, note: 2 };
  return all.sort(
    (a, b) => rank[a.severity] - rank[b.severity] || a.line - b.line || a.column - b.column,
  );
}

/** All issues; loads zod only for an invalid config and for one that is not remembered as valid. */
async function checkForUse(
  { stateDir }: Locations,
  text: string,
  found: Interpretation,
): Promise<readonly ConfigIssue[]> {
  if (found.issues.some(isError)) return listIssues(text, found);
  const key = checkKey(text, found.references);
  const known = readValidKeys(stateDir);
  if (known.includes(key)) return found.issues;
  const issues = await listIssues(text, found);
  if (!issues.some(isError)) rememberValid(stateDir, key, known);
  return issues;
}
