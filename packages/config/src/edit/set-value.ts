// Changes one value in the text of a config. Everything that is not the value stays byte for byte:
// comments, order, quotes, indentation, line ends.
import { isBlank } from "../json5/is-blank.ts";
import { type ConfigPath, checkPath } from "../path/config-path.ts";
import { checkValue } from "./check-value.ts";
import { parseText } from "./parse-text.ts";
import { nest, planEdit } from "./plan-edit.ts";
import { printValue } from "./print-value.ts";
import { applySplices } from "./splice.ts";
import { detectLineEnd, type TextStyle } from "./text-style.ts";

/**
 * The text with `value` at `path`; missing objects and arrays on the way are made, an index behind the
 * last item appends. The same text where the value is already there.
 * Throws MAYROS_CONFIG_PATH_INVALID, and MAYROS_CONFIG_INVALID for text that is not JSON5.
 */
export function setValue(text: string, path: ConfigPath, value: unknown): string {
  checkValue(value, checkPath(path));
  if (isBlank(text)) return writeFresh(text, nest(path, value));
  return applySplices(text, planEdit(text, parseText(text), path, value));
}

function writeFresh(text: string, value: unknown): string {
  const lineEnd = detectLineEnd(text);
  const style: TextStyle = {
    lineEnd,
    indent: "  ",
    quote: '"',
    keyQuote: undefined,
    colon: ": ",
    gap: " ",
    padding: " ",
    trailingComma: true,
  };
  const kept = text.trim() === "" ? (text.match(/^\uFEFF/)?.[0] ?? "") : text;
  const isOnNewLine = kept === "" || kept === "\uFEFF" || /[\n\r]$/.test(kept);
  return kept + (isOnNewLine ? "" : lineEnd) + printValue(value, style, "") + lineEnd;
}
