// Refuses what a config file cannot hold, before anything is printed.
import { MayrosError } from "@mayros/core";
import { MAX_DEPTH } from "../json5/parse-tree.ts";
import { type ConfigPath, checkPath, formatPath } from "../path/config-path.ts";

/**
 * Passes JSON values, NaN and the infinities. Throws MAYROS_CONFIG_INVALID for anything else and for
 * nesting deeper than a config may have, MAYROS_CONFIG_PATH_INVALID for `__proto__` and its kin.
 */
export function checkValue(value: unknown, path: ConfigPath): void {
  if (path.length > MAX_DEPTH) throw unwritable(path, `is nested over ${MAX_DEPTH} deep`);
  if (value === null || ["string", "number", "boolean"].includes(typeof value)) return;
  if (typeof value !== "object") throw unwritable(path, `is of type ${typeof value}`);
  const isPlain = Array.isArray(value) || [Object.prototype, null].includes(prototypeOf(value));
  if (!isPlain) throw unwritable(path, "is not a plain object");
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) checkValue(item, [...path, index]);
    return;
  }
  for (const [key, child] of Object.entries(value)) checkValue(child, checkPath([...path, key]));
}

function prototypeOf(value: object): object | null {
  const prototype: unknown = Object.getPrototypeOf(value);
  return typeof prototype === "object" ? prototype : null;
}

function unwritable(path: ConfigPath, why: string): MayrosError {
  const problem = `${formatPath(path.slice(0, 8))} ${why}, which cannot be written`;
  return new MayrosError("MAYROS_CONFIG_INVALID", problem);
}
