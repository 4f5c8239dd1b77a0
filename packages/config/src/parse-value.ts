// Reads a value that somebody typed: JSON5 where it is that, else the text itself.
import { MayrosError } from "@mayros/core";
import { checkKeys } from "./json5/check-keys.ts";
import type { Json5Node } from "./json5/json5-node.ts";
import { Json5SyntaxError } from "./json5/json5-syntax-error.ts";
import { lineColumn } from "./json5/line-column.ts";
import { parseTree } from "./json5/parse-tree.ts";
import { toValue } from "./json5/to-value.ts";
import { formatPath } from "./path/config-path.ts";

/**
 * Throws MAYROS_CONFIG_INVALID for what begins like an object or array and is none, and for keys that no
 * config may have.
 */
export function parseValue(text: string): unknown {
  const tree = tryParse(text);
  if (!tree) return text;
  const [problem] = checkKeys(tree);
  if (!problem) return toValue(tree);
  const place = formatPath(problem.path);
  throw new MayrosError("MAYROS_CONFIG_INVALID", `the value's ${place}: ${problem.message}`);
}

function tryParse(text: string): Json5Node | undefined {
  try {
    return parseTree(text);
  } catch (error) {
    if (!(error instanceof Json5SyntaxError)) throw error;
    if (!/^\s*[{[]/.test(text)) return undefined;
    const { line, column } = lineColumn(text, error.offset);
    const message = `the value is not JSON5: ${line}:${column}: ${error.message}`;
    throw new MayrosError("MAYROS_CONFIG_INVALID", message, {
      hint: "with --string it is taken as text",
    });
  }
}
