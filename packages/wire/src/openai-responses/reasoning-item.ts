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
  { emit, origin, stored }: ItemContext,
): OutputItem {
  const atDelta: ProviderMetadata = { [namespace]: { itemId } };
  /** Parts that are open; those of which the server said that they are complete are true. */
  const parts = new Map<number, boolean>();
  let empty = true;
  let shown = false;

  function metadata(more: JSONObject): ProviderMetadata {
    return { [namespace]: { itemId, ...more, ...origin, ...markOf(shown) } };
  }
  function encrypted(from: JsonRecord | undefined): ProviderMetadata {
    return metadata({ reasoningEncryptedContent: textOf(from?.encrypted_content) ?? null });
  }
  function endComplete(): void {
    for (const [open, complete] of parts) {
      if (!complete) continue;
      emit({ type: "reasoning-end", id: `${itemId}:${open}`, providerMetadata: metadata({}) });
      parts.delete(open);
    }
  }
  function start(index: number): void {
    endComplete();
    parts.set(index, false);
    emit({
      type: "reasoning-start",
      id: `${itemId}:${index}`,
      providerMetadata: encrypted(item),
    });
  }
  function write(index: number, delta: unknown): void {
    if (typeof delta !== "string") return;
    if (!parts.has(index)) start(index);
    empty = false;
    emit({
      type: "reasoning-delta",
      id: `${itemId}:${index}`,
      delta,
      providerMetadata: atDelta,
    });
  }

  start(0);
  return {
    event(type, value) {
      const index = numberOf(value.summary_index) ?? 0;
      switch (type) {
        case "reasoning_summary_part.added":
          if (!parts.has(index)) start(index);
          break;
        case "reasoning_summary_text.delta":
          write(index, value.delta);
          break;
        case "reasoning_text.delta":
          shown = true;
          write(0, value.delta);
          break;
        case "reasoning_summary_part.done":
          // Nothing encrypted is to come where the server keeps the reasoning.
          if (parts.has(index)) parts.set(index, true);
          if (stored) endComplete();
          break;
      }
    },
    end(done) {
      if (empty) {
        const whole = textsOf(done);
        shown = whole.shown;
        for (const [index, text] of whole.texts.entries()) {
          if (index > 0) parts.set(index - 1, true);
          write(index, text);
        }
      }
      for (const open of parts.keys()) {
        const providerMetadata = encrypted(done ?? item);
        emit({ type: "reasoning-end", id: `${itemId}:${open}`, providerMetadata });
      }
    },
  };
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
