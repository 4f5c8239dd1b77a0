// Says in words what zod found. zod/mini comes without messages, and ours know the names that exist.
import { nearestName } from "@mayros/core";
import { NO_SENTENCE } from "@mayros/core/schema";
import type { core } from "zod/mini";
import type { Finding } from "../config-issue.ts";
import { isRecord } from "../is-record.ts";
import type { ConfigPath } from "../path/config-path.ts";
import { getValue } from "../path/get-value.ts";

type Issue = core.$ZodIssue;

/** `keysAt` gives the keys that are known at a path; `base` is the path that the issue's own continues. */
export function explainIssue(
  issue: Issue,
  config: unknown,
  keysAt: (path: ConfigPath) => string[],
  base: ConfigPath = [],
): Finding[] {
  const path = [...base, ...issue.path.map((part) => (typeof part === "symbol" ? "" : part))];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => unknownKey(path, key, keysAt(path)));
  }
  if (issue.code === "invalid_union" && "options" in issue && issue.options !== undefined) {
    const found = kindOf(getValue(config, path));
    const message = `expected ${oneOf(issue.options)}, found ${found}`;
    return [{ path, message, severity: "error" }];
  }
  if (issue.code === "invalid_union") {
    const branch = issue.errors.find((issues) => !issues.some(isWrongRoot));
    if (branch) return branch.flatMap((inner) => explainIssue(inner, config, keysAt, path));
  }
  if (issue.code === "invalid_key") {
    const message = issue.issues[0]?.message ?? NO_SENTENCE;
    const said = message === NO_SENTENCE ? "is not a key that can stand here" : message;
    return [{ path, message: said, severity: "error", atKey: true }];
  }
  const message = issue.message === NO_SENTENCE ? describe(issue, config, path) : issue.message;
  return [{ path, message, severity: "error" }];
}

function isWrongRoot(issue: Issue): boolean {
  return issue.path.length === 0 && issue.code === "invalid_type";
}

function unknownKey(path: ConfigPath, key: string, known: string[]): Finding {
  const suggestion = nearestName(key, known);
  return {
    path: [...path, key],
    message: "unknown key",
    severity: "error",
    atKey: true,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

function describe(issue: Issue, config: unknown, path: ConfigPath): string {
  const value = getValue(config, path);
  const found = kindOf(value);
  switch (issue.code) {
    case "invalid_type":
      if (value === undefined) return `is missing; expected ${withArticle(issue.expected)}`;
      return `expected ${withArticle(issue.expected)}, found ${found}`;
    case "invalid_value":
      return `expected ${oneOf(issue.values)}, found ${found}`;
    case "invalid_union":
      return `expected ${listExpected(issue.errors)}, found ${found}`;
    case "too_small":
      return value === "" ? "must not be empty" : `must be at least ${issue.minimum}`;
    case "too_big":
      return `must be at most ${issue.maximum}`;
    default:
      return `is not valid (${issue.code})`;
  }
}

const oneOf = (values: readonly unknown[]): string =>
  values.map((one) => JSON.stringify(one)).join(" or ");

function listExpected(branches: Issue[][]): string {
  const kinds = branches.flat().map((issue) => ("expected" in issue ? issue.expected : ""));
  return kinds.filter(Boolean).map(withArticle).join(" or ");
}

/** Never the value itself: it may be a secret. */
function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return isRecord(value) ? "an object" : withArticle(typeof value);
}

function withArticle(kind: string): string {
  const name = kind === "record" ? "object" : kind === "int" ? "integer" : kind;
  return /^[aeiou]/.test(name) ? `an ${name}` : `a ${name}`;
}
