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
  /** `suffixedKeyNames(env)`, for callers that ask for many providers. */
  readonly suffixedNames?: readonly string[];
}

const SUFFIXED = /_API_KEY_./;

/** The names that may be `<P>_API_KEY_<n>` of some provider. Walks the whole environment. */
export function suffixedKeyNames(env: Environment): string[] {
  return Object.keys(env).filter((name) => SUFFIXED.test(name));
}

export function listEnvKeys(query: EnvKeyQuery): EnvKey[] {
  const { prefix, extraKeys = [], env } = query;
  const keys = new Map<string, EnvKey>();
  const add = (name: string, value: string | undefined, live: boolean): void => {
    const key = value?.trim();
    if (key && !keys.has(key)) keys.set(key, { name, key, live });
  };
  const addList = (name: string, live: boolean): void => {
    const members = (env[name] ?? "").split(/[,;\s]+/).filter(Boolean);
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
function numberedNames({ prefix, env, suffixedNames }: EnvKeyQuery): string[] {
  const start = `${prefix}_API_KEY_`;
  const numberOf = (name: string): number => {
    const suffix = name.slice(start.length);
    return /^\d+$/.test(suffix) ? Number(suffix) : Number.POSITIVE_INFINITY;
  };
  return (suffixedNames ?? suffixedKeyNames(env))
    .filter((name) => name.startsWith(start) && name.length > start.length)
    .sort((a, b) => Math.sign(numberOf(a) - numberOf(b)) || (a < b ? -1 : 1));
}
