// Looks at the lines around an offset: what an edit has to fit into.
import { scanToken } from "../json5/scan-token.ts";

const LINE_END = /[\n\r\u2028\u2029]/;

export function hasLineEnd(text: string): boolean {
  return LINE_END.test(text);
}

/** Only white space stands before `offset` on its line. */
export function startsLine(text: string, offset: number): boolean {
  for (let at = offset - 1; at >= 0; at--) {
    const char = text.charAt(at);
    if (LINE_END.test(char)) return true;
    if (char.trim() !== "") return false;
  }
  return true;
}

/** The white space that the line of `offset` starts with. */
export function lineIndent(text: string, offset: number): string {
  const before = text.slice(lineStart(text, offset), offset).replace(/^\uFEFF/, "");
  return before.slice(0, before.length - before.trimStart().length);
}

/** Behind the comments that follow `offset` on the same line; `offset` itself where there are none. */
export function pastLineComments(text: string, offset: number): number {
  let end = offset;
  for (;;) {
    const token = scanToken(text, end);
    if (token.kind !== "comment" || hasLineEnd(text.slice(end, token.end))) return end;
    end = token.end;
  }
}

/** Where the next line starts, if only white space stands between `offset` and it. */
export function pastLineEnd(text: string, offset: number): number | undefined {
  for (let at = offset; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === "\r" && text[at + 1] === "\n") return at + 2;
    if (LINE_END.test(char)) return at + 1;
    if (char.trim() !== "") return undefined;
  }
  return undefined;
}

export function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !LINE_END.test(text.charAt(start - 1))) start -= 1;
  return start;
}
