// Finds where code knows a provider by name. Pure: source text in, findings out.
//
// A finding is a whole name, never a part of a longer word:
// - an identifier that is the name (`groq`, `Groq`, `openaiCodex` for "openai-codex");
// - a string that contains the name between characters that cannot stand in a name, so that "groq",
//   "groq/llama" and "--provider=groq" are found, and "anthropic-messages" (a wire format) and
//   "api.groq.com" are not;
// - a string that contains a key name of the provider, such as GROQ_API_KEY.
// Comments are free: they may say which vendor a quirk is from.
import ts from "typescript";

export interface ProviderName {
  readonly name: string;
  /** `GROQ`; key names begin with it. */
  readonly keyPrefix?: string;
}

export interface NameFinding {
  readonly line: number;
  readonly found: string;
}

/**
 * What stands inside a declaration of such a name is exempt: a codec's `namespace` is a key of other
 * people's options, `examples` are shown to people and decide nothing, and `apiAliases` are names of wire
 * formats, some of which vendors named after themselves.
 */
const exempt = /^(namespace|examples|apiAliases)$/;

function isExempt(node: ts.Node, source: ts.SourceFile): boolean {
  for (let outer = node.parent; outer !== undefined; outer = outer.parent) {
    if ("name" in outer && outer.name !== node) {
      if (exempt.test((outer.name as ts.Node).getText(source))) return true;
    }
  }
  return false;
}

function toKebab(identifier: string): string {
  return identifier.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
}

function namesInString(text: string, names: readonly ProviderName[]): string[] {
  const words = new Set(text.split(/[^A-Za-z0-9._-]+/));
  return names.flatMap(({ name, keyPrefix }) => {
    const key = keyPrefix && [...words].find((word) => word.startsWith(`${keyPrefix}_`));
    return [...(words.has(name) ? [name] : []), ...(key ? [key] : [])];
  });
}

function isStringPart(node: ts.Node): node is ts.LiteralLikeNode {
  return (
    ts.isStringLiteralLike(node) ||
    ts.isTemplateHead(node) ||
    ts.isTemplateMiddleOrTemplateTail(node)
  );
}

export function findProviderNames(
  path: string,
  text: string,
  names: readonly ProviderName[],
): NameFinding[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const findings: NameFinding[] = [];
  const visit = (node: ts.Node): void => {
    let found: string[] = [];
    if (isStringPart(node)) found = namesInString(node.text, names);
    else if (ts.isIdentifier(node)) {
      const word = toKebab(node.text);
      found = names.filter(({ name }) => name === word).map(() => node.text);
    }
    if (found.length > 0 && !isExempt(node, source)) {
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      findings.push(...found.map((name) => ({ line, found: name })));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return findings;
}
