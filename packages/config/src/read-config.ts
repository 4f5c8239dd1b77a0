// Reads mayros.json for use, and inspects it for the commands that must work on an invalid one.
import type { Environment } from "@mayros/core";
import type { Config } from "./config.ts";
import { type ConfigFiles, dotEnvPath, modelsFilePath, openConfigFiles } from "./config-files.ts";
import { byPlace, type ConfigIssue } from "./config-issue.ts";
import { type Interpretation, interpretConfig, type Surroundings } from "./interpret-config.ts";
import { invalidConfig, isError } from "./invalid-config.ts";
import { isRecord } from "./is-record.ts";
import { isBlank } from "./json5/is-blank.ts";
import type { Json5Node } from "./json5/json5-node.ts";
import { lineColumn } from "./json5/line-column.ts";
import type { Locations } from "./locate.ts";
import type { ConfigPath } from "./path/config-path.ts";
import { checkKey, readValidKeys, rememberValid } from "./remembered-check.ts";
import { type ConfigDocument, findValue } from "./source/config-document.ts";

export interface LoadedConfig {
  /** Absolute. */
  readonly path: string;
  readonly exists: boolean;
  /** As on disk; empty without a file. */
  readonly text: string;
  /** With what is included, as written: `${VAR}` unsubstituted, foreign sections in it. Empty without a file. */
  readonly value: unknown;
  /** Our sections, models.json under them, substituted and valid. Disabled providers are not in it. */
  readonly config: Config;
  /** The process environment with `.env` and the config's `env` block under it. */
  readonly env: Environment;
  /** To be shown. */
  readonly warnings: readonly ConfigIssue[];
  /** Only for who asks: keys that are not used because their variable is not set. */
  readonly notes: readonly ConfigIssue[];
  /** Why, by provider id. */
  readonly disabledProviders: Readonly<Record<string, string>>;
  /** Every file that was looked at, also those that do not exist. */
  readonly files: readonly string[];
  /** Of `files` before they were read: what `fingerprintFiles` gives as long as nothing changed. */
  readonly fingerprint: string;
}

export interface InspectedConfig {
  readonly path: string;
  readonly exists: boolean;
  readonly text: string;
  /** Absent where the text is not JSON5, and without a file. */
  readonly tree?: Json5Node;
  /** With what is included, as written: `${VAR}` unsubstituted, foreign sections in it. Empty without a file. */
  readonly value: unknown;
  /** Errors, warnings and notes, in this order. */
  readonly issues: readonly ConfigIssue[];
  /** Where a value stands, if there is one: in mayros.json, an included file or models.json. */
  readonly whereIs: (path: ConfigPath) => ConfigPlace | undefined;
  /** Every file that was looked at, also those that do not exist. */
  readonly files: readonly string[];
}

export interface ConfigPlace {
  /** Absolute. */
  readonly file: string;
  /** Both counted from 1. */
  readonly line: number;
  readonly column: number;
}

/**
 * A missing file is an empty config. Throws MAYROS_CONFIG_INVALID (`details.issues` has all issues) and
 * MAYROS_STATE_UNREADABLE.
 */
export async function readConfig(locations: Locations, env: Environment): Promise<LoadedConfig> {
  const path = locations.configPath;
  const files = openConfigFiles();
  const text = files.read(path);
  const found = interpretConfig(orEmpty(text), env, surroundings(locations, files));
  const issues = await checkForUse(locations, found);
  if (issues.some(isError)) throw invalidConfig(path, issues);
  return {
    path,
    exists: text !== undefined,
    text: text ?? "",
    value: found.value,
    config: found.config as Config,
    env: found.env,
    warnings: issues.filter(({ severity }) => severity === "warning"),
    notes: issues.filter(({ severity }) => severity === "note"),
    disabledProviders: found.disabledProviders,
    files: files.list(),
    fingerprint: files.fingerprint(),
  };
}

/** A file that is not there, or in which there is nothing yet, is an empty object. */
export function orEmpty(text: string | undefined): string {
  return text === undefined || isBlank(text) ? "{}" : text;
}

export function surroundings(locations: Locations, files: ConfigFiles): Surroundings {
  const { configPath, home } = locations;
  const { read, isOpen } = files;
  const paths = { modelsPath: modelsFilePath(locations), dotEnvPath: dotEnvPath(locations) };
  return { configPath, home, read, isOpen, ...paths };
}

/** Never throws for what is in the file; throws MAYROS_STATE_UNREADABLE. */
export async function inspectConfig(
  locations: Locations,
  env: Environment,
): Promise<InspectedConfig> {
  const path = locations.configPath;
  const files = openConfigFiles();
  const text = files.read(path);
  const found = interpretConfig(orEmpty(text), env, surroundings(locations, files));
  const issues = await listIssues(found);
  const exists = text !== undefined;
  const { tree, document, value } = found;
  const whereIs = (steps: ConfigPath) => document && locateValue(document, steps);
  const common = { path, exists, text: text ?? "", value, issues, whereIs, files: files.list() };
  return tree && exists ? { ...common, tree } : common;
}

function locateValue(document: ConfigDocument, path: ConfigPath): ConfigPlace | undefined {
  const found = findValue(document, path);
  if (!found) return undefined;
  const { source, node } = found;
  return { file: source.path, ...lineColumn(source.text, node.start) };
}

/** All issues, the schema's included; errors first. Loads zod. */
export async function listIssues(found: Interpretation): Promise<ConfigIssue[]> {
  if (!found.document) return [...found.issues];
  const { validateConfig } = await import("./validate/validate-config.ts");
  const all = [...found.issues, ...validateConfig(found.config, found.document)];
  const rank = { error: 0, warning: 1, note: 2 };
  return all.sort((a, b) => rank[a.severity] - rank[b.severity] || byPlace(a, b));
}

/** All issues; loads zod only for an invalid config and for one that is not remembered as valid. */
async function checkForUse(
  { stateDir }: Locations,
  found: Interpretation,
): Promise<readonly ConfigIssue[]> {
  if (found.issues.some(isError)) return listIssues(found);
  if (isEmptyObject(found.config)) return found.issues;
  const key = checkKey(found.texts, found.references);
  const known = readValidKeys(stateDir);
  if (known.includes(key)) return found.issues;
  const issues = await listIssues(found);
  if (!issues.some(isError)) rememberValid(stateDir, key, known);
  return issues;
}

function isEmptyObject(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length === 0;
}
