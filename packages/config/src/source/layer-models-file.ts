// `<stateDir>/models.json`: providers that another program wrote down, or that are shared between
// machines. It is never written, and lies below `models.providers` of mayros.json.
import { type ConfigIssue, issueAt } from "../config-issue.ts";
import type { Json5Node, ObjectNode } from "../json5/json5-node.ts";
import { childNode } from "../path/get-value.ts";
import {
  type ConfigDocument,
  type ConfigSource,
  findValue,
  type Placed,
} from "./config-document.ts";
import { type Child, listChildren, makeObject, type Sources } from "./merge-trees.ts";
import { parseSource } from "./read-source.ts";

const PROVIDERS = ["models", "providers"];

export interface LayeredModels {
  readonly document: ConfigDocument;
  readonly issues: readonly ConfigIssue[];
}

/** With the providers of `source` under those of `document`; not where `models.mode` is `replace`. */
export function layerModelsFile(document: ConfigDocument, source: ConfigSource): LayeredModels {
  const mode = findValue(document, ["models", "mode"])?.node;
  if (mode?.type === "scalar" && mode.value === "replace") return { document, issues: [] };
  const { node, issues } = parseSource(source, document.main, ["models"]);
  if (!node) return { document, issues };
  const found = readProviders(node, source, document.main);
  if (!found.providers) return { document, issues: [...issues, ...found.issues] };
  const sources: Sources = new Map(document.sources);
  const under = { node: found.providers, source };
  const root = layer(document, PROVIDERS, under, sources);
  return { document: { ...document, ...root, sources }, issues: [...issues, ...found.issues] };
}

function readProviders(
  node: Json5Node,
  source: ConfigSource,
  main: ConfigSource,
): { providers: Json5Node | undefined; issues: ConfigIssue[] } {
  const issue = (offset: number, message: string): ConfigIssue =>
    issueAt({ source, offset }, main, { path: [], message, severity: "error" });
  if (node.type !== "object") {
    return { providers: undefined, issues: [issue(node.start, "expected an object")] };
  }
  const issues = node.children
    .filter(({ key }) => key !== "providers" && key !== "$schema")
    .map(({ start, key }) => issue(start, `unknown key "${key}"; this file holds providers`));
  return { providers: childNode(node, "providers"), issues };
}

/** Goes down to `models.providers`, making what is not there. */
function layer(over: Placed, path: string[], under: Placed, sources: Sources): Placed {
  const [key, ...rest] = path;
  if (key === undefined) return joinProviders(under, over, sources);
  if (over.node.type !== "object") return over;
  const children = listChildren(over.node, over.source, sources);
  const below = children.get(key);
  const { start, end } = under.node;
  const value = below
    ? layer(below.value, rest, under, sources)
    : { node: nest(rest, under.node), source: under.source };
  const made = { key, start, keyEnd: start, value: value.node, end };
  const child: Child = below ?? { member: made, source: under.source, value };
  children.set(key, { ...child, value });
  return { node: makeObject(over.node, [...children.values()], sources), source: over.source };
}

function nest(path: string[], node: Json5Node): Json5Node {
  return path.reduceRight<Json5Node>((value, key): ObjectNode => {
    const { start, end } = value;
    const member = { key, start, keyEnd: start, value, end };
    return { type: "object", start, end, children: [member], comma: undefined };
  }, node);
}

/** Both are objects of providers by id: fields of `over` win, the lists of models are joined by id. */
function joinProviders(under: Placed, over: Placed, sources: Sources): Placed {
  return joinObjects(under, over, sources, (below, above) =>
    joinObjects(below, above, sources, (fewer, more, key) =>
      key === "models" ? joinModels(fewer, more, sources) : more,
    ),
  );
}

function joinObjects(
  under: Placed,
  over: Placed,
  sources: Sources,
  join: (under: Placed, over: Placed, key: string) => Placed,
): Placed {
  if (under.node.type !== "object" || over.node.type !== "object") return over;
  const children = listChildren(under.node, under.source, sources);
  for (const [key, child] of listChildren(over.node, over.source, sources)) {
    const below = children.get(key);
    children.set(key, below ? { ...child, value: join(below.value, child.value, key) } : child);
  }
  return { node: makeObject(over.node, [...children.values()], sources), source: over.source };
}

/** A model of `over` takes the place of the one with its id. */
function joinModels(under: Placed, over: Placed, sources: Sources): Placed {
  if (under.node.type !== "array" || over.node.type !== "array") return over;
  const items = new Map(under.node.children.map((node) => [modelId(node), place(node, under)]));
  for (const node of over.node.children) items.set(modelId(node), place(node, over));
  for (const { node, source } of items.values()) sources.set(node, source);
  return {
    node: { ...over.node, children: [...items.values()].map(({ node }) => node) },
    source: over.source,
  };

  function place(node: Json5Node, list: Placed): Placed {
    return { node, source: sources.get(node) ?? list.source };
  }
}

/** What has no id is like no other. */
function modelId(node: Json5Node): unknown {
  const id = childNode(node, "id");
  return id?.type === "scalar" ? id.value : node;
}
