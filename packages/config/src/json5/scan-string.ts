// Reads one quoted string of JSON5: both quotes, escapes, continued lines.
import { Json5SyntaxError } from "./json5-syntax-error.ts";
import { matchEnd } from "./match-end.ts";

const QUOTED_LINE_END = /^\\(?:\r\n|[\n\r\u2028\u2029])/;
const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** `start` is the opening quote; `end` is behind the closing one. Throws Json5SyntaxError. */
export function scanString(text: string, start: number): { value: string; end: number } {
  const quote = text.charCodeAt(start);
  const plain = quote === 34 ? /"[^"\\\n\r]*"/y : /'[^'\\\n\r]*'/y;
  const plainEnd = matchEnd(plain, text, start);
  if (plainEnd > start) return { value: text.slice(start + 1, plainEnd - 1), end: plainEnd };
  let value = "";
  let from = start + 1;
  for (let at = from; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === quote) return { value: value + text.slice(from, at), end: at + 1 };
    if (code === 10 || code === 13) break;
    if (code !== 92) {
      at += 1;
      continue;
    }
    const escaped = scanEscape(text, at);
    value += text.slice(from, at) + escaped.value;
    from = escaped.end;
    at = from;
  }
  throw new Json5SyntaxError("this string is not closed on its line", start);
}

function scanEscape(text: string, at: number): { value: string; end: number } {
  const char = text[at + 1] ?? "";
  const simple = SIMPLE_ESCAPES[char];
  if (simple !== undefined) return { value: simple, end: at + 2 };
  if (char === "x") return { value: scanHex(text, at + 2, 2), end: at + 4 };
  if (char === "u") return { value: scanHex(text, at + 2, 4), end: at + 6 };
  if (char === "0" && !/\d/.test(text[at + 2] ?? "")) return { value: "\0", end: at + 2 };
  if (/\d/.test(char)) throw new Json5SyntaxError(`\\${char} is not an escape`, at);
  const lineEnd = QUOTED_LINE_END.exec(text.slice(at, at + 3));
  if (lineEnd) return { value: "", end: at + lineEnd[0].length };
  return { value: char, end: at + 2 };
}

/** The character that `length` hexadecimal digits stand for. */
export function scanHex(text: string, at: number, length: number): string {
  const digits = text.slice(at, at + length);
  if (digits.length < length || !/^[\da-fA-F]+$/.test(digits)) {
    throw new Json5SyntaxError(`expected ${length} hexadecimal digits`, at);
  }
  return String.fromCharCode(Number.parseInt(digits, 16));
}
