// `mayros config set|unset`: one value of mayros.json, also where the file is not valid yet.
import {
  type ConfigEdit,
  type ConfigIssue,
  type ConfigPath,
  type ConfigPlace,
  editConfig,
  formatPath,
  getValue,
  inspectConfig,
  parsePath,
  parseValue,
} from "@mayros/config";
import { isLocalHost } from "@mayros/core";
import type { Machine } from "../machine/open-machine.ts";
import { findSecret, maskConfig } from "./mask-config.ts";
import { pluginConfigIssues } from "./plugin-config-issues.ts";

interface ConfigChange {
  /** As Mayros writes it. */
  readonly path: string;
  /** False when it was so already; nothing was written then. */
  readonly changed: boolean;
  /** The file that was written, symbolic links followed. */
  readonly file: string;
  /** What it was before, keys masked; absent when it was not set. */
  readonly previous?: unknown;
  /** About this value. */
  readonly warnings: readonly ConfigIssue[];
}

export interface SetConfigResult extends ConfigChange {
  /** Keys masked. */
  readonly value: unknown;
  /** A secret is in the file now. */
  readonly literalSecret: boolean;
  /** Where; in an object that was set it is inside. */
  readonly secretPath?: string;
  /** What an included file adds to an object that was set: objects are merged. */
  readonly remains?: ConfigPlace & { readonly path: string };
}

export interface UnsetConfigResult extends ConfigChange {
  /** Where another file sets it, too: that counts now. */
  readonly remains?: ConfigPlace;
}

/**
 * Throws MAYROS_CONFIG_PATH_INVALID, MAYROS_CONFIG_INVALID when that would be a new error, and whatever
 * writing fails with; the file is as it was then.
 */
export async function setConfigValue(
  machine: Machine,
  path: string,
  value: unknown,
): Promise<SetConfigResult> {
  const steps = parsePath(path);
  let written: unknown;
  const change = await changeConfig(machine, steps, (before) => {
    written = before;
    return { path: steps, value };
  });
  const secret = isForLocalServer(written, steps)
    ? undefined
    : findSecret(value, steps, machine.env);
  const literalSecret = secret !== undefined;
  const remains = await findAdded(machine, steps, value);
  const warnings = [...change.warnings, ...(await ofPlugins(machine, steps, change.path))];
  const result = {
    ...change,
    warnings,
    value: maskConfig(value, steps, machine.env),
    literalSecret,
    ...(secret === undefined ? {} : { secretPath: formatPath(secret) }),
  };
  return remains ? { ...result, remains } : result;
}

/** What the plugin that was configured says of it: it is off until that is mended. */
async function ofPlugins(
  machine: Machine,
  steps: ConfigPath,
  path: string,
): Promise<readonly ConfigIssue[]> {
  if (steps[0] !== "plugins") return [];
  const { issues, whereIs } = await inspectConfig(machine.locations, machine.env);
  if (issues.some(({ severity }) => severity === "error")) return [];
  const found = await pluginConfigIssues(machine, whereIs);
  return found.filter((issue) => isAbout(issue.path, path));
}

/** The first entry that the object at `steps` has besides those of `value`. */
async function findAdded(
  { locations, env }: Machine,
  steps: ConfigPath,
  value: unknown,
): Promise<SetConfigResult["remains"]> {
  if (!isObject(value)) return undefined;
  const { value: whole, whereIs } = await inspectConfig(locations, env);
  const added = addedPath(getValue(whole, steps), value);
  const place = added && whereIs([...steps, ...added]);
  return place && { ...place, path: formatPath([...steps, ...added]) };
}

function addedPath(found: unknown, value: unknown): string[] | undefined {
  if (!isObject(found) || !isObject(value)) return undefined;
  for (const [key, inner] of Object.entries(found)) {
    if (!Object.hasOwn(value, key)) return [key];
    const deeper = addedPath(inner, value[key]);
    if (deeper) return [key, ...deeper];
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Throws MAYROS_CONFIG_PATH_INVALID for what only another file has: the message names it. */
export async function unsetConfigValue(machine: Machine, path: string): Promise<UnsetConfigResult> {
  const steps = parsePath(path);
  const change = await changeConfig(machine, steps, () => ({ path: steps, remove: true }));
  if (!change.changed) return change;
  const { whereIs } = await inspectConfig(machine.locations, machine.env);
  const remains = typeof steps.at(-1) === "string" ? whereIs(steps) : undefined;
  return remains ? { ...change, remains } : change;
}

/** A value as somebody typed it. Keys are text whatever they look like. */
export function parseConfigValue(path: string, text: string): unknown {
  return holdsText(parsePath(path)) ? text : parseValue(text);
}

async function changeConfig(
  { locations, env }: Machine,
  steps: ConfigPath,
  edit: (before: unknown) => ConfigEdit,
): Promise<ConfigChange> {
  let previous: unknown;
  const edited = await editConfig(locations, env, (before) => {
    previous = getValue(before, steps);
    return [edit(before)];
  });
  const path = formatPath(steps);
  const { changed, path: file } = edited;
  const warnings = edited.warnings.filter((issue) => isAbout(issue.path, path));
  const change = { path, changed, file, warnings };
  if (previous === undefined) return change;
  return { ...change, previous: maskConfig(previous, steps, env) };
}

/** One of the paths is inside the other. */
function isAbout(issue: string, path: string): boolean {
  const [outer, inner] = issue.length < path.length ? [issue, path] : [path, issue];
  return outer !== "" && inner.startsWith(outer) && /^[.[]?$/.test(inner.charAt(outer.length));
}

function holdsText(steps: ConfigPath): boolean {
  const [section, ...inside] = steps;
  const last = inside.at(-1);
  if (section !== "env") return last === "apiKey" || steps.at(-2) === "headers";
  const isBeside = inside.length === 1 && last !== "vars" && last !== "shellEnv";
  return isBeside || (inside.length === 2 && inside[0] === "vars");
}

/** A server in one's own network: its key is seldom worth anything. */
function isForLocalServer(config: unknown, steps: ConfigPath): boolean {
  if (steps[0] !== "models" || steps[1] !== "providers") return false;
  const baseUrl = getValue(config, [...steps.slice(0, 3), "baseUrl"]);
  const url = typeof baseUrl === "string" ? URL.parse(baseUrl) : null;
  return url !== null && isLocalHost(url.hostname);
}
