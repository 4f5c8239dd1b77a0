// What the doc comments of the declarations in packages/core say of each field: they are the one place where a field is
// explained, and the JSON Schema and the manifest's page are made from them.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { root } from "../list-sources.ts";

export interface FieldDoc {
  /** Plain words; undefined where nothing is said. */
  readonly doc: string | undefined;
  readonly type: ts.TypeNode;
}

export interface Declarations {
  /** Of an interface, its parents' included; undefined for a name that is none. */
  fields(name: string): ReadonlyMap<string, FieldDoc> | undefined;
  /** Of a literal type: `{ url: string }`. */
  literal(type: ts.TypeLiteralNode): ReadonlyMap<string, FieldDoc>;
}

export function readDeclarations(): Declarations {
  const interfaces = new Map<string, ts.InterfaceDeclaration>();
  const folder = join(root, "packages/core/src/declarations");
  for (const name of globSync("*.ts", { cwd: folder })) {
    const text = readFileSync(join(folder, name), "utf8");
    const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
    for (const statement of file.statements) {
      if (ts.isInterfaceDeclaration(statement)) interfaces.set(statement.name.text, statement);
    }
  }
  const fields = (name: string): Map<string, FieldDoc> | undefined => {
    const found = interfaces.get(name);
    if (!found) return undefined;
    const parents = (found.heritageClauses ?? []).flatMap(({ types }) =>
      types.flatMap(({ expression }) => [...(fields(expression.getText()) ?? [])]),
    );
    const own = membersOf(found.members);
    // A field that is declared anew and says nothing of itself is what its parent says.
    const before = new Map(parents);
    for (const [field, { doc, type }] of own) {
      before.set(field, { doc: doc ?? before.get(field)?.doc, type });
    }
    return before;
  };
  return { fields, literal: ({ members }) => membersOf(members) };
}

function membersOf(members: ts.NodeArray<ts.TypeElement>): Map<string, FieldDoc> {
  return new Map(
    members.flatMap((member) =>
      ts.isPropertySignature(member) && member.type
        ? [[member.name.getText(), { doc: docOf(member), type: member.type }] as const]
        : [],
    ),
  );
}

function docOf(node: ts.Node): string | undefined {
  const [comment] = ts.getJSDocCommentsAndTags(node);
  if (!comment || !ts.isJSDoc(comment)) return undefined;
  // As it stands: to the compiler the name of a package is a tag.
  const lines = comment
    .getText()
    .replace(/^\/\*\*|\*\/$/g, "")
    .split("\n");
  return lines
    .map((line) => line.replace(/^\s*\* ?/, ""))
    .join(" ")
    .replace(/\s+/g, " ")
    .trim();
}
