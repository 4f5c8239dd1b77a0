// A title and what stands behind it, as cards show them: what is long goes on under itself.
import { oneLine, terminalWidth } from "./terminal.ts";
import { wrapText } from "./wrap-text.ts";

const INDENT = 11;

/** Lines with their ends. */
export function fieldLines(title: string, value: string): string {
  const lines = wrapText(oneLine(value), terminalWidth() - INDENT);
  return lines
    .map((line, index) => `${(index === 0 ? title : "").padEnd(INDENT)}${line}\n`)
    .join("");
}

/** Nothing for an empty list. */
export const listLines = (title: string, values: readonly string[]): string[] =>
  values.length === 0 ? [] : [fieldLines(title, values.join(", "))];
