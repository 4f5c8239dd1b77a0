// Finds keys that JSON5 allows and a config must not have.
import type { Finding } from "../config-issue.ts";
import { type ConfigPath, isForbiddenKey } from "../path/config-path.ts";
import type { Json5Node } from "./json5-node.ts";

/** Keys that stand twice in one object, and keys that reach into the prototype. */
export function checkKeys(root: Json5Node): (Finding & { offset: number })[] {
  const findings: (Finding & { offset: number })[] = [];
  visit(root, []);
  return findings;

  function visit(node: Json5Node, path: ConfigPath): void {
    if (node.type === "scalar") return;
    if (node.type === "array") {
      for (const [index, child] of node.children.entries()) visit(child, [...path, index]);
      return;
    }
    const seen = new Set<string>();
    for (const { key, start, value } of node.children) {
      const problem = keyProblem(key, seen);
      const memberPath = [...path, key];
      if (problem) {
        findings.push({ path: memberPath, message: problem, severity: "error", offset: start });
      }
      seen.add(key);
      visit(value, memberPath);
    }
  }
}

function keyProblem(key: string, seen: ReadonlySet<string>): string | undefined {
  if (isForbiddenKey(key)) return `"${key}" is not allowed as a key`;
  if (seen.has(key)) return `"${key}" stands here twice`;
  return undefined;
}
