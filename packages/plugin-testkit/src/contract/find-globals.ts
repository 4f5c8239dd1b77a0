// Finds where a module reaches past its context: for the network, the environment, files, other programs. Reads the
// code as JavaScript does (acorn), types taken out by Node; a name that the module declares itself, anywhere, counts as
// its own, and what is put together from pieces of text is not seen. Pure.
import { stripTypeScriptTypes } from "node:module";
import { type AnyNode, type Node, parse } from "acorn";

const GLOBALS = new Set(["fetch", "XMLHttpRequest", "WebSocket", "EventSource"]);
const OBJECTS = new Set(["globalThis", "global", "self", "window"]);
/** Of `process`; its `platform` and `versions` tell nothing that is a secret. */
const PROCESS = new Set([
  "env",
  "exit",
  "kill",
  "chdir",
  "binding",
  "dlopen",
  "stdout",
  "stdin",
  "getBuiltinModule",
]);
const MODULES = new Set(
  [
    ..."http https http2 net tls dgram dns".split(" "),
    ..."fs fs/promises child_process worker_threads cluster vm process undici".split(" "),
  ].flatMap((name) => [name, `node:${name}`]),
);

/** Places, each as a line number and what stands there. Throws SyntaxError for what is no module. */
export function findGlobals(code: string, isTypeScript: boolean): string[] {
  const plain = isTypeScript ? stripTypeScriptTypes(code) : code;
  const program = parse(plain, { ecmaVersion: "latest", sourceType: "module", locations: true });
  const found: string[] = [];
  const uses: { name: string; line: number }[] = [];
  const declared = new Set<string>();
  const say = (node: Node, what: string) => found.push(`${node.loc?.start.line ?? 0}: ${what}`);
  walk(program, undefined, (node, parent) => {
    const source = importedModule(node);
    if (source !== undefined && MODULES.has(source)) say(node, `imports ${source}`);
    for (const { object, property } of membersOf(node)) {
      if (isReach(object, property)) say(node, `${object}.${property}`);
    }
    if (node.type !== "Identifier") return;
    if (isDeclaration(node, parent)) declared.add(node.name);
    else if (GLOBALS.has(node.name) && !isKey(node, parent)) {
      uses.push({ name: node.name, line: node.loc?.start.line ?? 0 });
    }
  });
  const ofOthers = uses.filter(({ name }) => !declared.has(name));
  return [...found, ...ofOthers.map(({ name, line }) => `${line}: ${name}`)];
}

const isReach = (object: string, property: string): boolean =>
  object === "process"
    ? PROCESS.has(property)
    : OBJECTS.has(object) && (GLOBALS.has(property) || property === "process");

function importedModule(node: AnyNode): string | undefined {
  if (node.type === "ImportDeclaration" || node.type === "ExportNamedDeclaration") {
    return typeof node.source?.value === "string" ? node.source.value : undefined;
  }
  if (node.type === "ImportExpression" && node.source.type === "Literal") {
    return String(node.source.value);
  }
  return undefined;
}

interface Member {
  readonly object: string;
  readonly property: string;
}

/** `object.property`, `object["property"]`, and `const { property } = object`. */
function membersOf(node: AnyNode): Member[] {
  if (node.type === "MemberExpression" && node.object.type === "Identifier") {
    const property = nameOf(node.property, node.computed);
    return property === undefined ? [] : [{ object: node.object.name, property }];
  }
  if (node.type !== "VariableDeclarator" || node.id.type !== "ObjectPattern") return [];
  if (node.init?.type !== "Identifier") return [];
  const object = node.init.name;
  return node.id.properties.flatMap((each) => {
    const property = each.type === "Property" ? nameOf(each.key, each.computed) : undefined;
    return property === undefined ? [] : [{ object, property }];
  });
}

function nameOf(key: AnyNode, computed: boolean): string | undefined {
  if (!computed && key.type === "Identifier") return key.name;
  return key.type === "Literal" ? String(key.value) : undefined;
}

/** `{ fetch: ... }` and `context.fetch` use no name of the module. `{ fetch }` does. */
function isKey(node: AnyNode, parent: AnyNode | undefined): boolean {
  if (parent?.type === "MemberExpression") return parent.property === node && !parent.computed;
  if (parent?.type === "Property") {
    return parent.key === node && !parent.shorthand && !parent.computed;
  }
  if (parent?.type === "MethodDefinition" || parent?.type === "PropertyDefinition") {
    return parent.key === node && !parent.computed;
  }
  return parent?.type === "ExportSpecifier" && parent.exported === node;
}

const PATTERNS = new Set(["ObjectPattern", "ArrayPattern", "AssignmentPattern", "RestElement"]);

/** Where a name begins: a variable, a parameter, a function, a class, an import. */
function isDeclaration(node: AnyNode, parent: AnyNode | undefined): boolean {
  if (parent === undefined) return false;
  if (parent.type.startsWith("Import")) return parent.type !== "ImportExpression";
  if (parent.type === "VariableDeclarator") return parent.id === node;
  if (parent.type === "AssignmentPattern") return parent.left === node;
  if (PATTERNS.has(parent.type) || parent.type === "CatchClause") return true;
  if (parent.type === "Property") return patterns.has(parent) && parent.value === node;
  if (
    parent.type === "FunctionDeclaration" ||
    parent.type === "FunctionExpression" ||
    parent.type === "ArrowFunctionExpression"
  ) {
    const isName = parent.type !== "ArrowFunctionExpression" && parent.id === node;
    return isName || parent.params.some((each) => each === node);
  }
  return (
    (parent.type === "ClassDeclaration" || parent.type === "ClassExpression") && parent.id === node
  );
}

/** Properties that take a value apart, `const { fetch } = context`, and make none. */
const patterns = new WeakSet<AnyNode>();

function walk(
  node: AnyNode,
  parent: AnyNode | undefined,
  visit: (node: AnyNode, parent: AnyNode | undefined) => void,
): void {
  if (node.type === "ObjectPattern") for (const each of node.properties) patterns.add(each);
  visit(node, parent);
  for (const inner of Object.values(node)) {
    for (const each of Array.isArray(inner) ? inner : [inner]) {
      if (isNode(each)) walk(each, node, visit);
    }
  }
}

const isNode = (value: unknown): value is AnyNode =>
  typeof value === "object" && value !== null && "type" in value && "start" in value;
