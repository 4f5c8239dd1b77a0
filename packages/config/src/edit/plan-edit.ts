// Finds what an edit has to replace, or which container gets a new entry.
import type { MayrosError } from "@mayros/core";
import type { ContainerNode, Json5Node } from "../json5/json5-node.ts";
import { toValue } from "../json5/to-value.ts";
import { ambiguousPath, type ConfigPath, formatPath, invalidPath } from "../path/config-path.ts";
import { arrayIndex, childNode } from "../path/get-value.ts";
import { sameValue } from "../same-value.ts";
import { planInsert } from "./plan-insert.ts";
import { printValue } from "./print-value.ts";
import type { Splice } from "./splice.ts";
import { lineIndent, startsLine } from "./text-lines.ts";
import { detectStyle, quoteAt } from "./text-style.ts";

/** No splices where the value is already there. Throws MAYROS_CONFIG_PATH_INVALID. */
export function planEdit(
  text: string,
  root: Json5Node,
  path: ConfigPath,
  value: unknown,
): Splice[] {
  const ancestors: ContainerNode[] = [];
  let node = root;
  let entryStart = root.start;
  for (const [depth, segment] of path.entries()) {
    const container = checkStep(node, path, depth);
    const child = childNode(container, segment);
    if (child === undefined) {
      const breakEmpty = depth === 0 || startsLine(text, entryStart);
      const missing = nest(path.slice(depth + 1), value);
      return planMissing(text, root, [...ancestors, container], segment, missing, breakEmpty);
    }
    ancestors.push(container);
    entryStart = childStart(container, child);
    node = child;
  }
  if (sameValue(toValue(node), value)) return [];
  const style = detectStyle(text, root, ancestors);
  const quote = quoteAt(text, node.start) ?? style.quote;
  const indent = startsLine(text, entryStart) ? lineIndent(text, entryStart) : undefined;
  return [
    { start: node.start, end: node.end, text: printValue(value, { ...style, quote }, indent) },
  ];
}

function planMissing(
  text: string,
  root: Json5Node,
  ancestors: ContainerNode[],
  segment: string | number,
  value: unknown,
  mayBreak: boolean,
): Splice[] {
  const container = ancestors.at(-1);
  if (!container) return [];
  const style = detectStyle(text, root, ancestors);
  const isObject = container.type === "object";
  const breakEmpty = mayBreak && (isObject || (typeof value === "object" && value !== null));
  const insertion = { container, value, style, breakEmpty };
  return planInsert(text, isObject ? { ...insertion, key: String(segment) } : insertion);
}

/** The container that `path[depth]` is looked up in; throws where that makes no sense. */
function checkStep(node: Json5Node, path: ConfigPath, depth: number): ContainerNode {
  const segment = path[depth] ?? "";
  const here = formatPath(path.slice(0, depth)) || "the file";
  const refuse = (problem: string): MayrosError => invalidPath(formatPath(path), problem);
  if (node.type === "scalar") throw refuse(`goes through ${here}, which is a single value`);
  if (node.type === "object") {
    if (typeof segment === "number") throw refuse(`has an index, but ${here} is an object`);
    const found = node.children.filter(({ key }) => key === segment);
    if (found.length > 1) throw ambiguousPath(path, depth);
    return node;
  }
  const index = arrayIndex(segment);
  const length = node.children.length;
  if (index === undefined) throw refuse(`needs an index, because ${here} is an array`);
  if (index > length) throw refuse(`skips items: ${here} has ${length} of them`);
  return node;
}

function childStart(container: ContainerNode, child: Json5Node): number {
  if (container.type === "array") return child.start;
  return container.children.find((member) => member.value === child)?.start ?? child.start;
}

/** `value` inside the containers that `path` asks for. */
export function nest(path: ConfigPath, value: unknown): unknown {
  return path.reduceRight<unknown>((inner, segment) => {
    if (typeof segment === "string") return { [segment]: inner };
    if (segment > 0) throw invalidPath(formatPath(path), "skips items of an array that is new");
    return [inner];
  }, value);
}
