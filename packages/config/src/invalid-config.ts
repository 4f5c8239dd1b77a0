// The one error for a config that cannot be used.
import { MayrosError } from "@mayros/core";
import type { ConfigIssue } from "./config-issue.ts";

export function isError(issue: ConfigIssue): boolean {
  return issue.severity === "error";
}

/** MAYROS_CONFIG_INVALID that names the place of the first error in the file. */
export function invalidConfig(path: string, issues: readonly ConfigIssue[]): MayrosError {
  const errors = issues.filter(isError);
  const [first] = errors;
  const place = first ? `${first.file ?? path}:${first.line}:${first.column}` : path;
  return new MayrosError("MAYROS_CONFIG_INVALID", `${place}: ${summarizeErrors(errors)}`, {
    hint: "mayros config validate",
    details: { path, issues },
  });
}

/** MAYROS_CONFIG_INVALID for an edit that was not made. */
export function refusedEdit(path: string, newErrors: readonly ConfigIssue[]): MayrosError {
  const problem = summarizeErrors(newErrors);
  return new MayrosError("MAYROS_CONFIG_INVALID", `${path} was left as it is: ${problem}`, {
    details: { path, issues: newErrors },
  });
}

/** `<path>: <message> (and N more)` */
function summarizeErrors(errors: readonly ConfigIssue[]): string {
  const [first] = errors;
  if (!first) return "invalid";
  const named = first.path === "" ? first.message : `${first.path}: ${first.message}`;
  return errors.length > 1 ? `${named} (and ${errors.length - 1} more)` : named;
}
