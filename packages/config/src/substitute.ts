// Puts environment values where a config says `${VAR}`. Pure: the raw value is left as it is.

import type { Environment } from "@mayros/core";
import { isRecord } from "./is-record.ts";
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
export function substitute(value: unknown, env: Environment): Substitution {
  const unset: UnsetReference[] = [];
  const references: Record<string, string | undefined> = {};
  const path: (string | number)[] = [];
  return { value: visit(value), unset, references };

  function visit(part: unknown): unknown {
    if (typeof part === "string") return part.includes("${") ? substituteHere(part) : part;
    if (Array.isArray(part)) return part.map((item, index) => visitAt(index, item));
    if (!isRecord(part)) return part;
    const substituted: Record<string, unknown> = {};
    for (const key of Object.keys(part)) substituted[key] = visitAt(key, part[key]);
    return substituted;
  }

  function visitAt(segment: string | number, part: unknown): unknown {
    path.push(segment);
    const value = visit(part);
    path.pop();
    return value;
  }

  function substituteHere(part: string): string {
    const text = substituteText(part, env);
    Object.assign(references, text.references);
    for (const name of text.unset) unset.push({ path: [...path], name });
    return text.value;
  }
}

/** Substitutes in one string. `$${NAME}` becomes a literal `${NAME}`; empty variables count as unset. */
export function substituteText(
  text: string,
  env: Environment,
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
