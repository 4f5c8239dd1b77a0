// Secrets that stand elsewhere: whether what names them can be followed. Nothing is read, and no program started. Pure.
import type { Facts } from "../facts.ts";
import type { Problem } from "../finding.ts";

export function checkSecrets({ secrets }: Facts): Problem[] {
  const problems = secrets.flatMap(({ place, reference, problem }): Problem[] => {
    if (!problem) return [];
    const message = `${place}: the secret ${reference} can't be read: ${problem.what}`;
    return [{ severity: "error", message, hint: problem.hint }];
  });
  if (problems.length > 0 || secrets.length === 0) return problems;
  const count = `${secrets.length} ${secrets.length === 1 ? "reference" : "references"}`;
  return [{ severity: "ok", message: `${count} to secrets elsewhere can be followed` }];
}
