// Turns an offset into the line and column that an editor shows.

/** Both from 1; a byte order mark takes no column. */
export function lineColumn(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let lineStart = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (let at = lineStart; at < offset; at++) {
    const code = text.charCodeAt(at);
    const lineEnds = code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10);
    if (!lineEnds) continue;
    line += 1;
    lineStart = at + 1;
  }
  return { line, column: Math.max(offset - lineStart, 0) + 1 };
}
