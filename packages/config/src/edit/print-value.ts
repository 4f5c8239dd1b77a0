// Writes a value as JSON5 in a given style.
import { isRecord } from "../is-record.ts";
import { isBareKey, type Quote, type TextStyle } from "./text-style.ts";

/** Arrays of scalars up to this many characters stay on one line. */
const SHORT = 60;

/** `indent`: what the line starts with on which the value begins; undefined: all on one line. */
export function printValue(value: unknown, style: TextStyle, indent: string | undefined): string {
  if (!isRecord(value) && !Array.isArray(value)) return printScalar(value, style.quote);
  const isArray = Array.isArray(value);
  const [open, close] = isArray ? ["[", "]"] : ["{", "}"];
  const inline = printInline(value, style);
  const isShort = isArray && inline.length <= SHORT && !value.some(isContainer);
  if (indent === undefined || isShort || inline === open + close) return inline;
  const inner = indent + style.indent;
  const entries = printEntries(value, style, inner).map((entry) => inner + entry);
  const body = entries.join(`,${style.lineEnd}`) + (style.trailingComma ? "," : "");
  return `${open}${style.lineEnd}${body}${style.lineEnd}${indent}${close}`;
}

export function printMember(
  key: string,
  value: unknown,
  style: TextStyle,
  indent: string | undefined,
): string {
  return printKey(key, style) + style.colon + printValue(value, style, indent);
}

function printInline(value: unknown, style: TextStyle): string {
  const entries = printEntries(value, style, undefined).join(`,${style.gap}`);
  if (Array.isArray(value)) return `[${entries}]`;
  return entries === "" ? "{}" : `{${style.padding}${entries}${style.padding}}`;
}

function printEntries(value: unknown, style: TextStyle, indent: string | undefined): string[] {
  if (Array.isArray(value)) return value.map((item) => printValue(item, style, indent));
  if (!isRecord(value)) return [];
  return Object.entries(value).map(([key, child]) => printMember(key, child, style, indent));
}

function isContainer(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function printKey(key: string, { quote, keyQuote }: TextStyle): string {
  const mayStandBare = keyQuote === undefined && isBareKey(key);
  return mayStandBare ? key : printString(key, keyQuote ?? quote);
}

function printScalar(value: unknown, quote: Quote): string {
  if (typeof value === "string") return printString(value, quote);
  return Object.is(value, -0) ? "-0" : String(value);
}

function printString(value: string, quote: Quote): string {
  const escaped = JSON.stringify(value)
    .slice(1, -1)
    .replace(/[\u2028\u2029]/g, (char) => (char === "\u2028" ? "\\u2028" : "\\u2029"));
  if (quote === '"') return `"${escaped}"`;
  const requoted = escaped.replace(/\\.|'/gs, (part) => {
    if (part === '\\"') return '"';
    return part === "'" ? "\\'" : part;
  });
  return `'${requoted}'`;
}
