// Parses one file that a config is made of. What is wrong with it is an issue that names it.
import { MayrosError } from "@mayros/core";
import { type ConfigIssue, issueAt } from "../config-issue.ts";
import { checkKeys } from "../json5/check-keys.ts";
import { isBlank } from "../json5/is-blank.ts";
import type { Json5Node } from "../json5/json5-node.ts";
import { Json5SyntaxError } from "../json5/json5-syntax-error.ts";
import { parseTree } from "../json5/parse-tree.ts";
import type { ConfigPath } from "../path/config-path.ts";
import { isForeignPath } from "../split-foreign.ts";
import type { ConfigSource } from "./config-document.ts";

export interface ParsedSource {
  /** Absent where the text is not JSON5. A blank file is an empty object. */
  readonly node: Json5Node | undefined;
  readonly issues: readonly ConfigIssue[];
}

/** `base` is where the file's content goes in the config. */
export function parseSource(
  source: ConfigSource,
  main: ConfigSource,
  base: ConfigPath,
): ParsedSource {
  const text = isBlank(source.text) ? "{}" : source.text;
  try {
    const node = parseTree(text);
    return { node, issues: listKeyIssues(node, source, main, base) };
  } catch (error) {
    if (!(error instanceof Json5SyntaxError)) throw error;
    const finding = { path: base, message: error.message, severity: "error" } as const;
    return { node: undefined, issues: [issueAt({ source, offset: error.offset }, main, finding)] };
  }
}

function listKeyIssues(
  node: Json5Node,
  source: ConfigSource,
  main: ConfigSource,
  base: ConfigPath,
): ConfigIssue[] {
  return checkKeys(node).map(({ offset, ...finding }) => {
    const path = [...base, ...finding.path];
    const severity = isForeignPath(path) ? "warning" : finding.severity;
    return issueAt({ source, offset }, main, { ...finding, path, severity });
  });
}

/** The text, or why there is none. */
export function tryRead(
  read: (path: string) => string | undefined,
  path: string,
): { text: string | undefined } | { problem: string } {
  try {
    return { text: read(path) };
  } catch (error) {
    if (!MayrosError.isInstance(error)) throw error;
    return { problem: error.message };
  }
}
