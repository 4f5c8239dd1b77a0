// Parses a text that is about to be edited: what is wrong with it is an error for the person.
import { MayrosError } from "@mayros/core";
import type { Json5Node } from "../json5/json5-node.ts";
import { Json5SyntaxError } from "../json5/json5-syntax-error.ts";
import { lineColumn } from "../json5/line-column.ts";
import { parseTree } from "../json5/parse-tree.ts";

/** Throws MAYROS_CONFIG_INVALID for text that is not JSON5. */
export function parseText(text: string): Json5Node {
  try {
    return parseTree(text);
  } catch (error) {
    if (!(error instanceof Json5SyntaxError)) throw error;
    const { line, column } = lineColumn(text, error.offset);
    throw new MayrosError("MAYROS_CONFIG_INVALID", `${line}:${column}: ${error.message}`);
  }
}
