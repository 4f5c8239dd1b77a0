// Finds keys that JSON5 allows and a config must not have.
import type { Finding } from "../config-issue.ts";
import { isForbiddenKey } from "../path/config-path.ts";
import type { Json5Node } from "./json5-node.ts";

/** Keys that stand twice in one object, and keys that reach into the prototype. */
export function checkKeys(root: Json5Node): (Finding & { offset: number })[] {
  const findings: (Finding & { offset: number })[] = [];
  const path: (string | number)[] = [];
  visit(root);
  return findings;

  function visit(node: Json5Node): void {
    if (node.type === "scalar") return;
    const seen = new Set<string>();
    for (const [index, child] of node.children.entries()) {
      const member = "key" in child ? child : undefined;
      path.push(member ? member.key : index);
      const problem = member && keyProblem(member.key, seen);
      if (problem) {
        findings.push({
          path: [...path],
          message: problem,
          severity: "error",
          offset: child.start,
        });
      }
      if (member) seen.add(member.key);
      visit("key" in child ? child.value : child);
      path.pop();
    }
  }
}

function keyProblem(key: string, seen: ReadonlySet<string>): string | undefined {
  if (isForbiddenKey(key)) return `"${key}" is not allowed as a key`;
  if (seen.has(key)) return `"${key}" stands here twice`;
  return undefined;
}
