// Paths into random documents, for the property tests.
import fc from "fast-check";
import type { ContainerNode, Json5Node } from "../json5/json5-node.ts";
import { parseTree } from "../json5/parse-tree.ts";

export type Path = (string | number)[];

export const newKeys = fc.constantFrom(
  ...["a", "n", "new-key", "x y", "it's", "openai/gpt-4.5", "\u2028"],
);

export const newValue = fc.oneof(
  fc
    .jsonValue({ maxDepth: 3 })
    .filter((value) => !/__proto__|prototype|constructor/.test(JSON.stringify(value))),
  fc.constantFrom<unknown>(Number.NaN, -0, 'it\'s "both"', "\u2028\u{1f600}\\", [], {}, "a\r\nb"),
);

export interface FoundContainer {
  readonly node: ContainerNode;
  readonly path: Path;
}

export function listContainers(node: Json5Node, path: Path = []): FoundContainer[] {
  if (node.type === "scalar") return [];
  const inner =
    node.type === "array"
      ? node.children.flatMap((child, index) => listContainers(child, [...path, index]))
      : node.children.flatMap(({ key, value }) => listContainers(value, [...path, key]));
  return [{ node, path }, ...inner];
}

/** A path that is in the document, or one that can be added to it. */
export function choosePath(text: string, pick: number, key: string, deeper: Path): Path {
  const containers = listContainers(parseTree(text));
  const chosen = containers[pick % containers.length];
  if (!chosen) return [key];
  const { node, path } = chosen;
  if (node.type === "array") return [...path, pick % (node.children.length + 1)];
  const members = node.children.map((member) => member.key);
  const segment = pick % 3 > 0 ? (members[pick % (members.length || 1)] ?? key) : key;
  return members.includes(segment) ? [...path, segment] : [...path, segment, ...deeper];
}

/** An entry that is in the document; undefined where it has none. */
export function chooseEntry(
  text: string,
  pick: number,
): (FoundContainer & { index: number; container: Path }) | undefined {
  const entries = listContainers(parseTree(text)).flatMap(({ node, path }) =>
    node.children.map((child, index) => ({
      node,
      container: path,
      path: [...path, "key" in child ? child.key : index],
      index,
    })),
  );
  return entries[pick % entries.length];
}

/** Where a new item of an array goes; undefined where the document has no array. */
export function chooseEnd(text: string, pick: number): Path | undefined {
  const arrays = listContainers(parseTree(text)).filter(({ node }) => node.type === "array");
  const chosen = arrays[pick % arrays.length];
  return chosen && [...chosen.path, chosen.node.children.length];
}
