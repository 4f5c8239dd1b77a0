// The two lists of wire formats that programs need at run time, as texts: the names, which everybody knows, and
// how each codec is loaded. Written by generate-wires.ts. Pure.

const WRITTEN = "Written by tools/generate-wires.ts from the folders of packages/wire/src.";

/** File, from the root of the repository, and its text. */
export function wireTables(wires: readonly string[]): Readonly<Record<string, string>> {
  return {
    "packages/core/src/wire-names.ts": namesFile(wires),
    "packages/wire/src/codecs.ts": codecsFile(wires),
  };
}

function namesFile(wires: readonly string[]): string {
  const lines = wires.map((api) => `  "${api}",\n`).join("");
  return `// The wire formats that Mayros speaks. ${WRITTEN}\n\nexport const wireNames = [\n${lines}] as const;\n`;
}

function codecsFile(wires: readonly string[]): string {
  const lines = wires.map(loader).join("");
  return `// How each codec is loaded. ${WRITTEN}
import type { Codec } from "@mayros/core";

export const codecs: Readonly<Record<string, () => Promise<Codec>>> = {
${lines}};
`;
}

/** In a form that the formatter leaves as it is, however long the name. */
function loader(api: string): string {
  const name = codecName(api);
  return `  "${api}": async () => {
    const { ${name} } = await import("./${api}/index.ts");
    return ${name};
  },
`;
}

/** What a wire's folder exports its codec as: `openaiCompletions` for `openai-completions`. */
function codecName(api: string): string {
  return api.replace(/-([a-z0-9])/g, (_dash, letter: string) => letter.toUpperCase());
}
