// Holds an answer back until its first part that carries anything. Until then a rate limit can move
// on to the next key unseen; after it the answer is committed (the specification, "API key rotation";
// some vendors send a rate limit as first event of a 200 stream).
import type { PartSink, StreamPart } from "@mayros/core";

const announcements: ReadonlySet<StreamPart["type"]> = new Set([
  "stream-start",
  "response-metadata",
  "text-start",
  "reasoning-start",
  "raw",
  // What a vendor tells beside its answer: a head that the neutral form has no part for.
  "custom",
]);

export class OutputGate {
  #held: StreamPart[] | undefined = [];
  readonly #sink: PartSink;
  readonly #onOpen: () => void;

  constructor(sink: PartSink, onOpen: () => void) {
    this.#sink = sink;
    this.#onOpen = onOpen;
  }

  /** Output began: nothing can be taken back. */
  get open(): boolean {
    return this.#held === undefined;
  }

  write(part: StreamPart): void {
    if (this.#held === undefined) {
      this.#sink(part);
      return;
    }
    // A vendor that thinks for an hour sends thousands, and one that is late is of no use.
    if (part.type === "ping") return;
    this.#held.push(part);
    if (announcements.has(part.type)) return;
    const held = this.#held;
    this.#held = undefined;
    this.#onOpen();
    for (const each of held) this.#sink(each);
  }
}
