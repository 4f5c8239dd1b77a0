// Reads one unquoted name of JSON5: plain ASCII in one go, escapes and other letters one by one.
import { Json5SyntaxError } from "./json5-syntax-error.ts";
import { matchEnd } from "./match-end.ts";
import { scanHex } from "./scan-string.ts";

const WORD_START = /^[$_\p{ID_Start}]$/u;
const WORD_PART = /^(?:[$_\p{ID_Continue}]|\u200c|\u200d)$/u;

/** `end === start` where no name starts. Throws Json5SyntaxError on a broken escape. */
export function scanWord(text: string, start: number): { value: string; end: number } {
  const end = matchEnd(/[A-Za-z_$][\w$]*/y, text, start);
  const next = text.charCodeAt(end);
  if (next === 92 || next > 127) return scanUnicodeWord(text, start);
  return { value: text.slice(start, end), end };
}

function scanUnicodeWord(text: string, start: number): { value: string; end: number } {
  let value = "";
  let at = start;
  while (at < text.length) {
    const isEscape = text[at] === "\\";
    const char = isEscape ? scanUnicodeEscape(text, at) : String.fromCodePoint(codePoint(text, at));
    const fits = (value === "" ? WORD_START : WORD_PART).test(char);
    if (!fits && isEscape) throw new Json5SyntaxError("not a letter of a name", at);
    if (!fits) break;
    value += char;
    at += isEscape ? 6 : char.length;
  }
  return { value, end: at };
}

function scanUnicodeEscape(text: string, at: number): string {
  if (text[at + 1] !== "u") throw new Json5SyntaxError("not an escape of a name", at);
  return scanHex(text, at + 2, 4);
}

function codePoint(text: string, at: number): number {
  return text.codePointAt(at) ?? 0;
}
