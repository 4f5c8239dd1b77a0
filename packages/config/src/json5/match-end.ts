// Lets a sticky pattern run over a text. At start-up, when nothing is compiled yet, this is several
// times faster than a loop over the characters.

/** Where the match that starts at `offset` ends; `offset` itself where there is none. */
export function matchEnd(sticky: RegExp, text: string, offset: number): number {
  sticky.lastIndex = offset;
  return sticky.test(text) ? sticky.lastIndex : offset;
}
