// Finds where in the text a path is, so that an issue can point there.
import type { Json5Node } from "../json5/json5-node.ts";
import type { ConfigPath } from "./config-path.ts";
import { childNode } from "./get-value.ts";

/** Offset of the path's value, or of its key; what is not in the file is placed at what would hold it. */
export function findPlace(root: Json5Node, path: ConfigPath, atKey: boolean): number {
  let node = root;
  let keyStart = root.start;
  for (const segment of path) {
    const child = childNode(node, segment);
    if (child === undefined) return keyStart;
    const key = node.type === "object" && node.children.find(({ value }) => value === child);
    keyStart = key ? key.start : child.start;
    node = child;
  }
  return atKey ? keyStart : node.start;
}
