// Cuts JSON5 text into tokens. Comments are tokens too: the editor must prove that it kept them.
import { Json5SyntaxError, shownWord } from "./json5-syntax-error.ts";
import { matchEnd } from "./match-end.ts";
import { scanString } from "./scan-string.ts";
import { scanWord } from "./scan-word.ts";

export interface Token {
  readonly kind: "punctuator" | "string" | "number" | "word" | "comment" | "end";
  readonly start: number;
  readonly end: number;
  /** Decoded; empty for comments and the end. */
  readonly value: string | number;
}

const NUMBER =
  /^[+-]?(?:Infinity|NaN|0[xX][\da-fA-F]+|(?:(?:0|[1-9]\d*)(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)$/;

/** The first token at or after `offset`. Throws Json5SyntaxError. */
export function scanToken(text: string, offset: number): Token {
  const start = matchEnd(/\s+/y, text, offset);
  if (start >= text.length) return { kind: "end", start, end: start, value: "" };
  const char = text.charAt(start);
  if ("{}[]:,".includes(char)) return { kind: "punctuator", start, end: start + 1, value: char };
  if (char === '"' || char === "'") {
    const { value, end } = scanString(text, start);
    return { kind: "string", start, end, value };
  }
  if (char === "/") return scanComment(text, start);
  if (/[\d.+-]/.test(char)) return scanNumber(text, start);
  const { value, end } = scanWord(text, start);
  if (end === start) throw new Json5SyntaxError(`unexpected ${JSON.stringify(char)}`, start);
  return { kind: "word", start, end, value };
}

/** Every comment of a text without syntax errors, in order, with its delimiters. */
export function listComments(text: string): { start: number; text: string }[] {
  const comments: { start: number; text: string }[] = [];
  let token = scanToken(text, 0);
  while (token.kind !== "end") {
    const { kind, start, end } = token;
    if (kind === "comment") comments.push({ start, text: text.slice(start, end) });
    token = scanToken(text, end);
  }
  return comments;
}

function scanComment(text: string, start: number): Token {
  if (text[start + 1] === "*") {
    const close = text.indexOf("*/", start + 2);
    if (close < 0) throw new Json5SyntaxError("this comment is not closed", start);
    return { kind: "comment", start, end: close + 2, value: "" };
  }
  if (text[start + 1] !== "/") throw new Json5SyntaxError('unexpected "/"', start);
  const end = matchEnd(/[^\n\r\u2028\u2029]*/y, text, start);
  return { kind: "comment", start, end, value: "" };
}

function scanNumber(text: string, start: number): Token {
  const end = matchEnd(/[\w$.+-]+/y, text, start);
  const written = text.slice(start, end);
  if (!NUMBER.test(written)) {
    throw new Json5SyntaxError(`${shownWord(written)} is not a number`, start);
  }
  const isNegative = written.startsWith("-");
  const magnitude = Number(written.replace(/^[+-]/, ""));
  return { kind: "number", start, end, value: isNegative ? -magnitude : magnitude };
}
