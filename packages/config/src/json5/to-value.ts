// Makes plain objects and arrays of a tree.
import { isForbiddenKey } from "../path/config-path.ts";
import type { Json5Node } from "./json5-node.ts";

/** Of duplicate keys the last wins; `__proto__` and its kin are left out (`checkKeys` reports both). */
export function toValue(node: Json5Node): unknown {
  if (node.type === "scalar") return node.value;
  if (node.type === "array") return node.children.map(toValue);
  const value: Record<string, unknown> = {};
  for (const member of node.children) {
    if (!isForbiddenKey(member.key)) value[member.key] = toValue(member.value);
  }
  return value;
}
