// Looks a path up in a value or in a tree. A number written as a name finds an array's item.

import { isRecord } from "../is-record.ts";
import type { ArrayNode, Json5Node } from "../json5/json5-node.ts";
import type { ConfigPath } from "./config-path.ts";

/** undefined where there is nothing; own keys only. */
export function getValue(value: unknown, path: ConfigPath): unknown {
  let found = value;
  for (const segment of path) {
    if (Array.isArray(found)) {
      const index = arrayIndex(segment);
      found = index === undefined ? undefined : found[index];
    } else {
      const isKey = typeof segment === "string" && isRecord(found) && Object.hasOwn(found, segment);
      found = isKey && isRecord(found) ? found[segment] : undefined;
    }
  }
  return found;
}

/** The index that a segment means in an array. */
export function arrayIndex(segment: string | number): number | undefined {
  if (typeof segment === "number") return segment;
  return /^\d{1,9}$/.test(segment) ? Number(segment) : undefined;
}

/** The child that a segment names; of duplicate keys the last. */
export function childNode(node: Json5Node, segment: string | number): Json5Node | undefined {
  if (node.type === "object") return node.children.findLast(({ key }) => key === segment)?.value;
  return node.type === "array" ? itemNode(node, segment) : undefined;
}

function itemNode(node: ArrayNode, segment: string | number): Json5Node | undefined {
  const index = arrayIndex(segment);
  return index === undefined ? undefined : node.children[index];
}
