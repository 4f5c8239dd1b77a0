// How a config is written, so that what is added to it looks like what is there.
import type { ContainerNode, Json5Node, ObjectNode } from "../json5/json5-node.ts";
import { lineIndent, startsLine } from "./text-lines.ts";

export type Quote = '"' | "'";

export interface TextStyle {
  readonly lineEnd: string;
  /** One level of indentation. */
  readonly indent: string;
  /** Round string values. */
  readonly quote: Quote;
  /** Round keys; undefined where keys stand bare. */
  readonly keyQuote: Quote | undefined;
  /** Between key and value, with its white space. */
  readonly colon: string;
  /** Behind the commas of a container on one line. */
  readonly gap: string;
  /** Inside the braces of an object on one line. */
  readonly padding: string;
  /** Behind the last entry of a container that takes several lines. */
  readonly trailingComma: boolean;
}

/** The style at the innermost of `ancestors` (outermost first); the file's where that shows none. */
export function detectStyle(text: string, root: Json5Node, ancestors: ContainerNode[]): TextStyle {
  const everywhere = listContainers(root);
  const nearestFirst = [...ancestors.toReversed(), ...everywhere];
  const neighbour = nearestFirst.find(isFilledObject)?.children.at(-1);
  const keyQuote = detectKeyQuote(text, nearestFirst);
  const colon = neighbour ? text.slice(neighbour.keyEnd, neighbour.value.start) : "";
  const broken = nearestFirst.find((container) => isBroken(text, container));
  const isTight = colon.endsWith(":");
  const around = ancestors.at(-1)?.start ?? 0;
  return {
    lineEnd: detectLineEnd(text),
    indent: detectIndent(text, everywhere),
    quote: nearestQuote(text, everywhere, around) ?? keyQuote ?? '"',
    keyQuote,
    colon: /^[ \t]*:[ \t]*$/.test(colon) ? colon : ": ",
    gap: isTight ? "" : " ",
    padding: isTight || nearestFirst.some(hugsEntries) ? "" : " ",
    trailingComma: broken ? broken.comma !== undefined : keyQuote === undefined,
  };
}

/** By the nearest key that could stand bare: "a/b" has quotes because it must. By any where there is none. */
function detectKeyQuote(text: string, nearestFirst: ContainerNode[]): Quote | undefined {
  const objects = nearestFirst.filter(isFilledObject);
  for (const { children } of objects) {
    const free = children.findLast(({ key }) => isBareKey(key));
    if (free) return quoteAt(text, free.start);
  }
  const any = objects[0]?.children.at(-1);
  return any && quoteAt(text, any.start);
}

/** A key that needs no quotes. */
export function isBareKey(key: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(key);
}

export function detectLineEnd(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
}

function listContainers(node: Json5Node): ContainerNode[] {
  if (node.type === "scalar") return [];
  const values = node.type === "array" ? node.children : node.children.map(({ value }) => value);
  return [node, ...values.flatMap(listContainers)];
}

function isFilledObject(container: ContainerNode): container is ObjectNode {
  return container.type === "object" && container.children.length > 0;
}

function isBroken(text: string, container: ContainerNode): boolean {
  const last = container.children.at(-1);
  return last !== undefined && startsLine(text, last.start);
}

/** `{a: 1}` rather than `{ a: 1 }`. */
function hugsEntries(container: ContainerNode): boolean {
  return isFilledObject(container) && container.children[0]?.start === container.start + 1;
}

function detectIndent(text: string, containers: ContainerNode[]): string {
  for (const container of containers) {
    const first = container.children[0];
    if (!first || !startsLine(text, first.start)) continue;
    const outer = lineIndent(text, container.start);
    const inner = lineIndent(text, first.start);
    if (inner.startsWith(outer) && inner.length > outer.length) return inner.slice(outer.length);
  }
  return "  ";
}

/** The quote of the string value that is closest to `offset`. */
function nearestQuote(text: string, all: ContainerNode[], offset: number): Quote | undefined {
  const strings = all
    .flatMap((container): Json5Node[] =>
      container.type === "array" ? [...container.children] : container.children.map((m) => m.value),
    )
    .filter((node) => node.type === "scalar" && typeof node.value === "string")
    .sort((a, b) => Math.abs(a.start - offset) - Math.abs(b.start - offset));
  return strings[0] && quoteAt(text, strings[0].start);
}

export function quoteAt(text: string, offset: number): Quote | undefined {
  const char = text[offset];
  return char === '"' || char === "'" ? char : undefined;
}
