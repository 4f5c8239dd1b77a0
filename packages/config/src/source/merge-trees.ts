// Lays one tree over another: objects are merged key by key, anything else is replaced.
import type { Json5Node, Member, ObjectNode } from "../json5/json5-node.ts";
import type { ConfigSource, Placed } from "./config-document.ts";

export type Sources = Map<Json5Node | Member, ConfigSource>;

export interface Child {
  readonly member: Member;
  /** Of the key. */
  readonly source: ConfigSource;
  readonly value: Placed;
}

/** What `over` says wins. Notes in `sources` where each part stands. */
export function mergeTrees(under: Placed, over: Placed, sources: Sources): Placed {
  if (under.node.type !== "object" || over.node.type !== "object") return over;
  const children = listChildren(under.node, under.source, sources);
  for (const [key, child] of listChildren(over.node, over.source, sources)) {
    const below = children.get(key);
    const value = below ? mergeTrees(below.value, child.value, sources) : child.value;
    children.set(key, { ...child, value });
  }
  return { node: makeObject(over.node, [...children.values()], sources), source: over.source };
}

/** By key; of duplicates the last. */
export function listChildren(
  node: ObjectNode,
  source: ConfigSource,
  sources: Sources,
): Map<string, Child> {
  return new Map(
    node.children.map((member) => {
      const own = sources.get(member) ?? source;
      const value = { node: member.value, source: sources.get(member.value) ?? own };
      return [member.key, { member, source: own, value }];
    }),
  );
}

/** An object at the place of `at` with other children. */
export function makeObject(
  at: Json5Node,
  children: readonly Child[],
  sources: Sources,
): ObjectNode {
  const members = children.map(({ member, source, value }) => {
    const placed = value.node === member.value ? member : { ...member, value: value.node };
    sources.set(placed, source).set(value.node, value.source);
    return placed;
  });
  return { type: "object", start: at.start, end: at.end, children: members, comma: undefined };
}
