// Takes one value out of the text of a config. Everything else stays byte for byte.
import { isBlank } from "../json5/is-blank.ts";
import type { ContainerNode, Json5Node } from "../json5/json5-node.ts";
import { ambiguousPath, type ConfigPath, checkPath } from "../path/config-path.ts";
import { arrayIndex, childNode } from "../path/get-value.ts";
import { parseText } from "./parse-text.ts";
import { planRemove } from "./plan-remove.ts";
import { applySplices } from "./splice.ts";

export interface FoundEntry {
  readonly container: ContainerNode;
  readonly index: number;
}

/**
 * The text without what is at `path`; later items of an array move up. The same text where there is
 * nothing. Throws MAYROS_CONFIG_PATH_INVALID, and MAYROS_CONFIG_INVALID for text that is not JSON5.
 */
export function removeValue(text: string, path: ConfigPath): string {
  checkPath(path);
  if (isBlank(text)) return text;
  const found = findEntry(parseText(text), path);
  return found ? applySplices(text, planRemove(text, found.container, found.index)) : text;
}

/** Where the entry is that `path` names. Throws where a key on the way stands twice. */
export function findEntry(root: Json5Node, path: ConfigPath): FoundEntry | undefined {
  let node = root;
  let found: FoundEntry | undefined;
  for (const [depth, segment] of path.entries()) {
    const child = childNode(node, segment);
    if (!child || node.type === "scalar") return undefined;
    if (node.type === "object" && node.children.filter(({ key }) => key === segment).length > 1) {
      throw ambiguousPath(path, depth);
    }
    found = { container: node, index: indexOf(node, segment) };
    node = child;
  }
  return found;
}

function indexOf(container: ContainerNode, segment: string | number): number {
  if (container.type === "array") return arrayIndex(segment) ?? -1;
  return container.children.findIndex(({ key }) => key === segment);
}
