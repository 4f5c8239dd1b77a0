// The API keys that the environment holds for one provider, in the order in which they are tried
// (the specification, "API key rotation").
import type { Environment } from "@mayros/core";

export interface EnvKey {
  /** The variable; members of a list are numbered from 1: `ACME_API_KEYS[2]`. */
  readonly name: string;
  readonly key: string;
  /** Given for this run: goes before everything that is stored. */
  readonly live: boolean;
}

export interface EnvKeyQuery {
  /** The `<P>` of `<P>_API_KEY`. */
  readonly prefix: string;
  readonly extraKeys?: readonly string[] | undefined;
  readonly env: Environment;
}

/** What stands between the members of a list of keys. */
const SEPARATORS = /[,;\s]+/;

export function listEnvKeys(query: EnvKeyQuery): EnvKey[] {
  const { prefix, extraKeys = [], env } = query;
  const keys = new Map<string, EnvKey>();
  const add = (name: string, value: string | undefined, live: boolean): void => {
    const key = value?.trim();
    if (key && !keys.has(key)) keys.set(key, { name, key, live });
  };
  const addList = (name: string, live: boolean): void => {
    const members = (env[name] ?? "").split(SEPARATORS).filter(Boolean);
    members.forEach((key, index) => {
      add(`${name}[${index + 1}]`, key, live);
    });
  };

  add(`MAYROS_LIVE_${prefix}_KEY`, env[`MAYROS_LIVE_${prefix}_KEY`], true);
  addList(`MAYROS_LIVE_${prefix}_KEYS`, true);
  addList(`${prefix}_API_KEYS`, false);
  const single = [`${prefix}_API_KEY`, ...numberedNames(query), ...extraKeys];
  for (const name of single) add(name, env[name], false);
  return [...keys.values()];
}

/** By number, then the rest by name. */
function numberedNames({ prefix, env }: EnvKeyQuery): string[] {
  const start = `${prefix}_API_KEY_`;
  const numberOf = (name: string): number => {
    const suffix = name.slice(start.length);
    return /^\d+$/.test(suffix) ? Number(suffix) : Number.POSITIVE_INFINITY;
  };
  return Object.keys(env)
    .filter((name) => name.startsWith(start) && name.length > start.length)
    .sort((a, b) => Math.sign(numberOf(a) - numberOf(b)) || (a < b ? -1 : 1));
}

/**
 * Every `<P>` for which `listEnvKeys` would find a key, `extraKeys` apart. One walk of the environment,
 * for lists, which ask it of hundreds of providers.
 */
export function prefixesWithKeys(env: Environment): ReadonlySet<string> {
  const prefixes = new Set<string>();
  for (const name of Object.keys(env)) {
    if (!name.includes("_KEY")) continue;
    const value = env[name] ?? "";
    const holdsKey = (isList: boolean): boolean =>
      isList ? value.split(SEPARATORS).some(Boolean) : value.trim() !== "";
    const [, live, plural] = /^MAYROS_LIVE_(.+)_KEY(S?)$/.exec(name) ?? [];
    if (live !== undefined && holdsKey(plural === "S")) prefixes.add(live);
    for (const { index, 0: found } of name.matchAll(/_API_KEY(?=$|S$|_.)/g)) {
      const rest = name.slice(index + found.length);
      if (holdsKey(rest === "S")) prefixes.add(name.slice(0, index));
    }
  }
  return prefixes;
}
