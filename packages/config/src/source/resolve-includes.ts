// Puts in the place of `$include` what the named files hold: `{ $include: "./a.json" }` is what a.json
// holds, a list is merged in its order, and keys beside `$include` are laid over that.
import { dirname, join, resolve } from "node:path";
import { type ConfigIssue, issueAt } from "../config-issue.ts";
import type { ArrayNode, Json5Node, Member, ObjectNode } from "../json5/json5-node.ts";
import type { ConfigPath } from "../path/config-path.ts";
import { isForeignPath } from "../split-foreign.ts";
import type { ConfigDocument, ConfigSource, Place, Placed } from "./config-document.ts";
import { listChildren, makeObject, mergeTrees, type Sources } from "./merge-trees.ts";
import { type ParsedSource, parseSource, tryRead } from "./read-source.ts";

const KEY = "$include";
const MAX_DEPTH = 10;
/** Ten files that each include the next ten would be ten billion. */
const MAX_FILES = 200;

export interface ResolvedIncludes {
  readonly document: ConfigDocument;
  readonly issues: readonly ConfigIssue[];
  /** Every file that was read, in that order. */
  readonly included: readonly ConfigSource[];
}

interface Resolving {
  readonly main: ConfigSource;
  readonly home: string;
  readonly read: (path: string) => string | undefined;
  readonly sources: Sources;
  readonly issues: ConfigIssue[];
  readonly included: ConfigSource[];
}

/** Where in the config something is, and through which files it came there. */
interface Position {
  readonly path: ConfigPath;
  readonly chain: readonly ConfigSource[];
}

export function resolveIncludes(
  { node, source: main }: Placed,
  read: (path: string) => string | undefined,
  home: string,
): ResolvedIncludes {
  const sources: Sources = new Map();
  const state: Resolving = { main, home, read, sources, issues: [], included: [] };
  const root = resolveNode(state, { node, source: main }, { path: [], chain: [main] });
  const { issues, included } = state;
  return { document: { ...root, main, sources }, issues, included };
}

function resolveNode(state: Resolving, placed: Placed, position: Position): Placed {
  const { node, source } = placed;
  if (node.type === "scalar" || isForeignPath(position.path)) return placed;
  if (node.type === "array") return { node: resolveItems(state, node, source, position), source };
  const include = node.children.findLast(({ key }) => key === KEY);
  const siblings = resolveMembers(state, node, source, position);
  if (!include) return { node: siblings, source };
  const files = listFiles(state, include, source, position);
  const [first, ...others] = files;
  if (!first) return { node: siblings, source };
  const merged = others.reduce((under, over) => mergeTrees(under, over, state.sources), first);
  if (siblings.children.length === 0) return merged;
  if (merged.node.type === "object") {
    return mergeTrees(merged, { node: siblings, source }, state.sources);
  }
  const problem = `${merged.source.path} holds no object, so that no keys can stand beside it`;
  report(state, { source, offset: include.start }, [...position.path, KEY], problem);
  return { node: siblings, source };
}

function resolveItems(
  state: Resolving,
  node: ArrayNode,
  source: ConfigSource,
  { path, chain }: Position,
): Json5Node {
  const items = node.children.map((child, index) => {
    const resolved = resolveNode(state, { node: child, source }, { path: [...path, index], chain });
    if (resolved.source !== source) state.sources.set(resolved.node, resolved.source);
    return resolved.node;
  });
  return items.every((item, index) => item === node.children[index])
    ? node
    : { ...node, children: items };
}

/** The object without `$include`, its values resolved. */
function resolveMembers(
  state: Resolving,
  node: ObjectNode,
  source: ConfigSource,
  { path, chain }: Position,
): ObjectNode {
  const before = [...listChildren(node, source, state.sources).values()];
  const after = before
    .filter(({ member }) => member.key !== KEY)
    .map((child) => {
      const value = resolveNode(state, child.value, { path: [...path, child.member.key], chain });
      return { ...child, value };
    });
  const isSame =
    after.length === before.length &&
    after.every(({ value, member }) => value.node === member.value);
  return isSame ? node : makeObject(node, after, state.sources);
}

/** What the files hold that `$include` names; empty where one of them cannot be had. */
function listFiles(
  state: Resolving,
  include: Member,
  source: ConfigSource,
  position: Position,
): Placed[] {
  const { value } = include;
  const names = value.type === "array" ? value.children : [value];
  const files = names.map((name, index) => {
    const path = [...position.path, KEY, ...(value.type === "array" ? [index] : [])];
    return includeFile(state, { node: name, source }, { ...position, path }, position.path);
  });
  if (names.length === 0) {
    report(state, { source, offset: value.start }, [...position.path, KEY], "names no file");
  }
  return files.every((file) => file !== undefined) ? files : [];
}

function includeFile(
  state: Resolving,
  { node, source }: Placed,
  { path, chain }: Position,
  target: ConfigPath,
): Placed | undefined {
  const refuse = (problem: string): undefined => {
    report(state, { source, offset: node.start }, path, problem);
  };
  if (node.type !== "scalar" || typeof node.value !== "string" || node.value === "") {
    return refuse("expected the path of a file, or a list of them");
  }
  const file = locateInclude(node.value, source.path, state.home);
  if (chain.some((outer) => outer.path === file)) return refuse(`${file} includes itself`);
  if (chain.length > MAX_DEPTH) return refuse(`is nested over ${MAX_DEPTH} files deep`);
  if (state.included.length >= MAX_FILES) return refuse(`includes over ${MAX_FILES} files`);
  const found = tryRead(state.read, file);
  if ("problem" in found) return refuse(found.problem);
  if (found.text === undefined) return refuse(`there is no file ${file}`);
  const included = { path: file, text: found.text };
  state.included.push(included);
  const parsed: ParsedSource = parseSource(included, state.main, target);
  state.issues.push(...parsed.issues);
  if (!parsed.node) return undefined;
  const placed = { node: parsed.node, source: included };
  return resolveNode(state, placed, { path: target, chain: [...chain, included] });
}

function report(state: Resolving, place: Place, path: ConfigPath, message: string): void {
  state.issues.push(issueAt(place, state.main, { path, message, severity: "error" }));
}

/** Relative to the file that names it. */
function locateInclude(name: string, from: string, home: string): string {
  const expanded = /^~(?=$|[/\\])/.test(name) ? join(home, name.slice(1)) : name;
  return resolve(dirname(from), expanded);
}
