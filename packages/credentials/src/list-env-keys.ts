// The API keys that the environment holds for one provider, in the order in which they are tried
// (`credentialOrder`).
import {
  type CredentialPlace,
  credentialOrder,
  type Environment,
  type VariablePlace,
} from "@mayros/core";

export interface EnvKey {
  /** The variable; members of a list are numbered from 1: `ACME_API_KEYS[2]`. */
  readonly name: string;
  readonly key: string;
  /** The entry of `credentialOrder` that it was found for. */
  readonly place: VariablePlace;
}

export interface EnvKeyQuery {
  /** The `<P>` of `<P>_API_KEY`. */
  readonly prefix: string;
  readonly extraKeys?: readonly string[] | undefined;
  readonly env: Environment;
}

const places = credentialOrder.filter(isVariable);

export function listEnvKeys(query: EnvKeyQuery): EnvKey[] {
  const keys = new Map<string, EnvKey>();
  for (const place of places) {
    for (const variable of variablesOf(place, query)) {
      for (const [index, key] of keysIn(query.env[variable], place).entries()) {
        const name = place.list ? `${variable}[${index + 1}]` : variable;
        if (!keys.has(key)) keys.set(key, { name, key, place });
      }
    }
  }
  return [...keys.values()];
}

function isVariable(place: CredentialPlace): place is VariablePlace {
  return "variable" in place;
}

function keysIn(value: string | undefined, { list }: VariablePlace): string[] {
  return (list ? (value?.split(/[,;\s]+/) ?? []) : [value?.trim() ?? ""]).filter(Boolean);
}

function variablesOf(
  { variable }: VariablePlace,
  { prefix, extraKeys = [], env }: EnvKeyQuery,
): readonly string[] {
  if (variable === "extraKeys") return extraKeys;
  const name = variable.replace("<P>", prefix);
  return name.endsWith("*") ? namesThatBegin(name.slice(0, -1), env) : [name];
}

/** By number, then the rest by name. */
function namesThatBegin(start: string, env: Environment): string[] {
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
    for (const place of places) {
      const found = prefixesIn(name, place.variable);
      if (found.length > 0 && keysIn(env[name], place).length > 0) {
        for (const prefix of found) prefixes.add(prefix);
      }
    }
  }
  return prefixes;
}

/** What `<P>` may be where `pattern` stands for `name`: more than one thing where its end is open. */
function prefixesIn(name: string, pattern: string): string[] {
  const [before = "", after] = pattern.split("<P>");
  if (after === undefined || !name.startsWith(before)) return [];
  if (!after.endsWith("*")) {
    const prefix = name.slice(before.length, -after.length);
    return prefix !== "" && name.endsWith(after) ? [prefix] : [];
  }
  const stem = after.slice(0, -1);
  const prefixes: string[] = [];
  for (let at = name.indexOf(stem); at >= 0; at = name.indexOf(stem, at + 1)) {
    if (at > before.length && at + stem.length < name.length) {
      prefixes.push(name.slice(before.length, at));
    }
  }
  return prefixes;
}
