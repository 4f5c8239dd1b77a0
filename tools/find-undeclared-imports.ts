// Finds what a published `.d.ts` imports although installing the package does not bring it: such types
// become `any` for its users, and nothing tells them. Pure: text in, names of packages out.
import { isBuiltin } from "node:module";
import ts from "typescript";

export interface DeclaredPackages {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** `@scope/name/deep/path` -> `@scope/name`. */
function packageOf(specifier: string): string {
  const [first = "", second = ""] = specifier.split("/");
  return first.startsWith("@") ? `${first}/${second}` : first;
}

/** Each package once, in the order of its first import. */
export function findUndeclaredImports(text: string, declared: DeclaredPackages): string[] {
  const { importedFiles, typeReferenceDirectives } = ts.preProcessFile(text);
  const known = new Set([
    declared.name,
    ...Object.keys(declared.dependencies ?? {}),
    ...Object.keys(declared.peerDependencies ?? {}),
  ]);
  const imported = importedFiles
    .map(({ fileName }) => fileName)
    .filter((specifier) => !specifier.startsWith(".") && !isBuiltin(specifier));
  // `/// <reference types="node" />` stands for the built-in modules.
  const referenced = typeReferenceDirectives
    .map(({ fileName }) => fileName)
    .filter((name) => name !== "node" && !known.has(`@types/${name}`));
  const packages = [...imported, ...referenced].map(packageOf);
  return [...new Set(packages)].filter((name) => !known.has(name));
}
