// Puts environment values where a config says `${VAR}`. Pure: the raw value is left as it is.
import { isRecord } from "./is-record.ts";
import type { Env } from "./overlay-env.ts";
import type { ConfigPath } from "./path/config-path.ts";

/** A `${NAME}` for which there is no value. */
export interface UnsetReference {
  readonly path: ConfigPath;
  readonly name: string;
}

export interface Substitution {
  /** Unset references stay as they are written. */
  readonly value: unknown;
  readonly unset: UnsetReference[];
  /** Every name that was asked for, with what it stood for. */
  readonly references: Record<string, string | undefined>;
}

/** `$${NAME}` or `${NAME}`. */
const REFERENCE = /\$(\$?)\{([A-Z_][A-Z0-9_]*)\}/g;

/** Substitutes in every string of a value of JSON kind, but not in keys. */
export function substitute(value: unknown, env: Env): Substitution {
  const unset: UnsetReference[] = [];
  const references: Record<string, string | undefined> = {};
  return { value: visit(value, []), unset, references };

  function visit(part: unknown, path: ConfigPath): unknown {
    if (typeof part === "string") {
      if (!part.includes("${")) return part;
      const text = substituteText(part, env);
      Object.assign(references, text.references);
      for (const name of text.unset) unset.push({ path, name });
      return text.value;
    }
    if (Array.isArray(part)) return part.map((item, index) => visit(item, [...path, index]));
    if (!isRecord(part)) return part;
    const entries = Object.entries(part).map(([key, child]) => [key, visit(child, [...path, key])]);
    return Object.fromEntries(entries);
  }
}

/** Substitutes in one string. `$${NAME}` becomes a literal `${NAME}`; empty variables count as unset. */
export function substituteText(
  text: string,
  env: Env,
): { value: string; unset: string[]; references: Record<string, string | undefined> } {
  const unset: string[] = [];
  const references: Record<string, string | undefined> = {};
  const value = text.replace(REFERENCE, (written, isEscaped: string, name: string) => {
    if (isEscaped) return written.slice(1);
    references[name] = env[name];
    if (!env[name]) unset.push(name);
    return env[name] || written;
  });
  return { value, unset, references };
}
