// A config that several files make up: one tree, in which every part knows the file it stands in, so that
// an issue points there.
import type { ContainerNode, Json5Node, Member } from "../json5/json5-node.ts";
import type { ConfigPath } from "../path/config-path.ts";
import { arrayIndex } from "../path/get-value.ts";

export interface ConfigSource {
  /** Absolute. */
  readonly path: string;
  readonly text: string;
}

/** A part of the tree, and the file that its offsets count in. */
export interface Placed {
  readonly node: Json5Node;
  readonly source: ConfigSource;
}

export interface ConfigDocument extends Placed {
  /** mayros.json itself. */
  readonly main: ConfigSource;
  /** Of keys and values that stand in another file than what holds them. */
  readonly sources: ReadonlyMap<Json5Node | Member, ConfigSource>;
}

export interface Place {
  readonly source: ConfigSource;
  readonly offset: number;
}

interface Step {
  /** The key, or the item itself. */
  readonly entry: Place;
  readonly value: Placed;
}

/** Where a path is: its value, or its key; what is not there is placed at what would hold it. */
export function findPlace(document: ConfigDocument, path: ConfigPath, atKey: boolean): Place {
  let found: Step = stepTo(document);
  for (const segment of path) {
    const next = stepInto(document, found.value, segment);
    if (!next) return found.entry;
    found = next;
  }
  const { node, source } = found.value;
  return atKey ? found.entry : { source, offset: node.start };
}

/** Where the value of a path is; undefined where there is none. */
export function findValue(document: ConfigDocument, path: ConfigPath): Placed | undefined {
  let found: Placed | undefined = document;
  for (const segment of path) found = found && stepInto(document, found, segment)?.value;
  return found;
}

function stepTo({ node, source }: Placed): Step {
  return { entry: { source, offset: node.start }, value: { node, source } };
}

function stepInto(
  { sources }: ConfigDocument,
  { node, source }: Placed,
  segment: string | number,
): Step | undefined {
  if (node.type === "scalar") return undefined;
  const child = findChild(node, segment);
  if (!child) return undefined;
  const own = sources.get(child) ?? source;
  if (!("key" in child)) return stepTo({ node: child, source: own });
  const value = { node: child.value, source: sources.get(child.value) ?? own };
  return { entry: { source: own, offset: child.start }, value };
}

/** Of duplicate keys the last. */
function findChild(node: ContainerNode, segment: string | number): Member | Json5Node | undefined {
  if (node.type === "object") return node.children.findLast(({ key }) => key === segment);
  const index = arrayIndex(segment);
  return index === undefined ? undefined : node.children[index];
}
