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
