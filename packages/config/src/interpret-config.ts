// Everything that can be said about the text of a config without zod and without the disk.
import type { Environment } from "@mayros/core";
import { applyUnset } from "./apply-unset.ts";
import { checkApis } from "./check-apis.ts";
import { type ConfigIssue, issueAt, placeFindings } from "./config-issue.ts";
import { isRecord } from "./is-record.ts";
import { checkKeys } from "./json5/check-keys.ts";
import type { Json5Node } from "./json5/json5-node.ts";
import { Json5SyntaxError } from "./json5/json5-syntax-error.ts";
import { parseTree } from "./json5/parse-tree.ts";
import { toValue } from "./json5/to-value.ts";
import { isOverridden, overlayEnv } from "./overlay-env.ts";
import type { ConfigPath } from "./path/config-path.ts";
import { splitForeign } from "./split-foreign.ts";
import { substitute } from "./substitute.ts";

export interface Interpretation {
  /** Absent where the text is not JSON5. */
  readonly tree?: Json5Node;
  /** As written: unsubstituted, foreign sections included. */
  readonly value: unknown;
  /** Our sections, substituted, without what unset variables made unusable; not validated yet. */
  readonly config: unknown;
  readonly env: Environment;
  /** The variables that were asked for, with their values. */
  readonly references: Readonly<Record<string, string | undefined>>;
  readonly disabledProviders: Readonly<Record<string, string>>;
  readonly issues: readonly ConfigIssue[];
}

/** Never throws for bad text. */
export function interpretConfig(text: string, env: Environment): Interpretation {
  const nothing = { value: undefined, config: {}, env, references: {}, disabledProviders: {} };
  try {
    return interpretTree(text, parseTree(text), env);
  } catch (error) {
    if (!(error instanceof Json5SyntaxError)) throw error;
    const finding = { path: [], message: error.message, severity: "error" } as const;
    return { ...nothing, issues: [issueAt(text, error.offset, finding)] };
  }
}

function interpretTree(text: string, tree: Json5Node, env: Environment): Interpretation {
  const value = toValue(tree);
  const { ours, findings: foreign } = splitForeign(value);
  const keyIssues = checkKeys(tree).map(({ offset, severity, ...finding }) => {
    const isForeign = foreign.some(({ path }) => startsWith(finding.path, path));
    return issueAt(text, offset, { ...finding, severity: isForeign ? "warning" : severity });
  });
  const merged = overlayEnv(env, isRecord(ours) ? ours.env : undefined);
  const { value: substituted, unset, references } = substitute(ours, merged);
  const { config, disabledProviders, findings } = applyUnset(
    substituted,
    unset.filter(({ path }) => !isOverridden(env, path)),
  );
  const placed = placeFindings(text, tree, [...foreign, ...findings, ...checkApis(config)]);
  const issues = [...keyIssues, ...placed].sort((a, b) => a.line - b.line || a.column - b.column);
  return { tree, value, config, env: merged, references, disabledProviders, issues };
}

function startsWith(path: ConfigPath, start: ConfigPath): boolean {
  return start.every((segment, index) => path[index] === segment);
}
