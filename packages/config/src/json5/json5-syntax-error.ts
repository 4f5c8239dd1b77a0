// What the parser throws; never leaves this package, where it becomes an issue or a MayrosError.

export class Json5SyntaxError extends Error {
  /** Where in the text, in UTF-16 units. */
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.name = "Json5SyntaxError";
    this.offset = offset;
  }
}

/** Never a text that may be a key which somebody forgot to quote: messages end up in logs and bug reports. */
export function shownWord(written: string): string {
  return written.length > 10 ? "a text without quotes" : written;
}
