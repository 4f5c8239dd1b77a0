// Answers that come on stdin, a line each, where there is no terminal. Nothing is read before the first question.
import { createInterface, type Interface } from "node:readline";
import { MayrosError } from "@mayros/core";

export class InputLines {
  readonly #lines: string[] = [];
  #reader: Interface | undefined;
  #ended = false;
  #wake: () => void = () => {};

  /** The next line that is not empty. Rejects with the reason of the signal, and with MAYROS_USAGE at the end of stdin. */
  async next(what: string, signal?: AbortSignal): Promise<string> {
    this.#start();
    const onAbort = (): void => this.#wake();
    signal?.addEventListener("abort", onAbort);
    try {
      for (;;) {
        signal?.throwIfAborted();
        const line = this.#lines.shift();
        if (line !== undefined) return line;
        if (this.#ended) throw nothingCame(what);
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      }
    } finally {
      signal?.removeEventListener("abort", onAbort);
    }
  }

  close(): void {
    this.#reader?.close();
    if (this.#reader) process.stdin.destroy();
  }

  #start(): void {
    if (this.#reader) return;
    this.#reader = createInterface({ input: process.stdin, terminal: false });
    this.#reader.on("line", (line) => {
      if (line.trim() === "") return;
      this.#lines.push(line.trim());
      this.#wake();
    });
    this.#reader.on("close", () => {
      this.#ended = true;
      this.#wake();
    });
  }
}

function nothingCame(what: string): MayrosError {
  return new MayrosError(
    "MAYROS_USAGE",
    `there is no terminal to ask at, and nothing came on stdin: ${what}`,
    { hint: "run it at a terminal, or write the answer to its stdin as a line" },
  );
}
