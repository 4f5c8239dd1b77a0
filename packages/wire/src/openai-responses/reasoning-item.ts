// The reasoning of an answer: a summary in parts, and its encrypted whole, which the server needs back
// because it keeps nothing (see encode-options.ts). The whole comes last, so the last part stays open
// until then and carries it.
import type { JSONObject, ProviderMetadata } from "@mayros/core";
import { type JsonRecord, listOf, numberOf, recordOf, textOf } from "../json-shapes.ts";
import type { ItemContext } from "./item-context.ts";
import { namespace } from "./namespace.ts";
import type { OutputItem } from "./output-item.ts";

/** The field in which models of open weights show the reasoning itself: it goes back there. */
export const shownField = "content";

export function openReasoningItem(
  item: JsonRecord,
  itemId: string,
  context: ItemContext,
): OutputItem {
  const parts = new ReasoningParts(item, itemId, context);
  parts.start(0);
  return {
    event(type, value) {
      const index = numberOf(value.summary_index) ?? 0;
      switch (type) {
        case "reasoning_summary_part.added":
          parts.start(index);
          break;
        case "reasoning_summary_text.delta":
          parts.write(index, value.delta);
          break;
        case "reasoning_text.delta":
          parts.shown = true;
          parts.write(0, value.delta);
          break;
        case "reasoning_summary_part.done":
          parts.complete(index);
          // Nothing encrypted is to come where the server keeps the reasoning.
          if (context.stored) parts.endComplete();
          break;
      }
    },
    end(done) {
      if (parts.empty) {
        const { texts, shown } = textsOf(done);
        parts.shown = shown;
        for (const [index, text] of texts.entries()) {
          parts.complete(index - 1);
          parts.write(index, text);
        }
      }
      parts.endAll(done);
    },
  };
}

/** The parts of one item, each of which is told as a block of its own. */
class ReasoningParts {
  readonly #item: JsonRecord;
  readonly #itemId: string;
  readonly #context: ItemContext;
  /** One object for all pieces, of which there are many. */
  readonly #atDelta: ProviderMetadata;
  /** Parts that are open; those of which the server said that they are complete are true. */
  readonly #open = new Map<number, boolean>();
  /** Nothing was written yet. */
  empty = true;
  /** What is written is the reasoning itself, not a summary. */
  shown = false;

  constructor(item: JsonRecord, itemId: string, context: ItemContext) {
    this.#item = item;
    this.#itemId = itemId;
    this.#atDelta = { [namespace]: { itemId } };
    this.#context = context;
  }

  start(index: number): void {
    if (this.#open.has(index)) return;
    this.endComplete();
    this.#open.set(index, false);
    const providerMetadata = this.#encrypted(this.#item);
    this.#context.emit({ type: "reasoning-start", id: this.#idOf(index), providerMetadata });
  }

  write(index: number, delta: unknown): void {
    if (typeof delta !== "string") return;
    this.start(index);
    this.empty = false;
    const providerMetadata = this.#atDelta;
    this.#context.emit({ type: "reasoning-delta", id: this.#idOf(index), delta, providerMetadata });
  }

  complete(index: number): void {
    if (this.#open.has(index)) this.#open.set(index, true);
  }

  endComplete(): void {
    for (const [index, complete] of this.#open) {
      if (!complete) continue;
      this.#end(index, this.#metadata({}));
      this.#open.delete(index);
    }
  }

  endAll(done: JsonRecord | undefined): void {
    for (const index of this.#open.keys()) this.#end(index, this.#encrypted(done ?? this.#item));
  }

  #end(index: number, providerMetadata: ProviderMetadata): void {
    this.#context.emit({ type: "reasoning-end", id: this.#idOf(index), providerMetadata });
  }

  #idOf(index: number): string {
    return `${this.#itemId}:${index}`;
  }

  #encrypted({ encrypted_content: encrypted }: JsonRecord): ProviderMetadata {
    return this.#metadata({ reasoningEncryptedContent: textOf(encrypted) ?? null });
  }

  #metadata(more: JSONObject): ProviderMetadata {
    const { origin } = this.#context;
    return { [namespace]: { itemId: this.#itemId, ...more, ...origin, ...markOf(this.shown) } };
  }
}

/** Reasoning that was not streamed; every part carries the encrypted whole. */
export function readWholeReasoning(item: JsonRecord, itemId: string, context: ItemContext): void {
  const { texts, shown } = textsOf(item);
  const reasoningEncryptedContent = textOf(item.encrypted_content) ?? null;
  const providerMetadata: ProviderMetadata = {
    [namespace]: { itemId, reasoningEncryptedContent, ...context.origin, ...markOf(shown) },
  };
  for (const [index, delta] of (texts.length > 0 ? texts : [""]).entries()) {
    const id = `${itemId}:${index}`;
    context.emit({ type: "reasoning-start", id, providerMetadata });
    if (delta !== "") context.emit({ type: "reasoning-delta", id, delta });
    context.emit({ type: "reasoning-end", id, providerMetadata });
  }
}

/** The summary, or where there is none the reasoning itself. */
function textsOf(item: JsonRecord | undefined): { texts: string[]; shown: boolean } {
  const read = (list: unknown): string[] =>
    listOf(list).flatMap((piece) => {
      const text = recordOf(piece)?.text;
      return typeof text === "string" ? [text] : [];
    });
  const summary = read(item?.summary);
  if (summary.length > 0) return { texts: summary, shown: false };
  const texts = read(item?.[shownField]);
  return { texts, shown: texts.length > 0 };
}

function markOf(shown: boolean): JSONObject {
  return shown ? { reasoningField: shownField } : {};
}
