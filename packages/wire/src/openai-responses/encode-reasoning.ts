// The reasoning of earlier answers. It goes back encrypted, by its id where the server keeps it, or as it
// is where the server showed it so: it reads no summary.
// https://platform.openai.com/docs/guides/reasoning#encrypted-reasoning-items (accessed 2026-11-22)
import type { JSONObject, LanguageModelV4Message } from "@mayros/core";
import { isForeign, originOf } from "../encode/reasoning-origin.ts";
import { listOf, textOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";
import { api } from "./namespace.ts";
import { shownField } from "./reasoning-item.ts";

type AssistantPart = Extract<LanguageModelV4Message, { role: "assistant" }>["content"][number];

const OTHERS = "it was not written by this model on this wire";
const UNREADABLE = "the server does not keep it and did not send it encrypted";

/** Puts the parts of a reasoning item together again. */
export function createReasoningItems({ reader, options, target, warnings }: EncodeContext) {
  const origin = originOf(target, api);
  const items = new Map<string, JSONObject>();
  function leaveOut(reason: string): JSONObject[] {
    warnings.other(`reasoning is left out: ${reason}`);
    return [];
  }
  return {
    /** The items that begin with this part. */
    add(part: Extract<AssistantPart, { type: "reasoning" }>): JSONObject[] {
      const own = reader.read(part.providerOptions);
      if (isForeign(own, origin)) return leaveOut(OTHERS);
      const id = textOf(own?.itemId);
      const encrypted = textOf(own?.reasoningEncryptedContent);
      if (id !== undefined && options.hasPrevious) return [];
      if (id === undefined && encrypted === undefined) return leaveOut(OTHERS);
      const field = own?.reasoningField === shownField ? shownField : "summary";
      const type = field === shownField ? "reasoning_text" : "summary_text";
      const texts = part.text === "" ? [] : [{ type, text: part.text }];
      const begun = id === undefined ? undefined : items.get(id);
      if (begun) {
        const list = begun[field];
        if (Array.isArray(list)) list.push(...texts);
        if (encrypted !== undefined) begun.encrypted_content = encrypted;
        return [];
      }
      const item: JSONObject =
        options.stored && id !== undefined
          ? { type: "item_reference", id }
          : {
              type: "reasoning",
              ...(id === undefined ? {} : { id }),
              ...(encrypted === undefined ? {} : { encrypted_content: encrypted }),
              summary: [],
              [field]: texts,
            };
      if (id !== undefined) items.set(id, item);
      return [item];
    },
    /** Warns about items that stay behind because the server could not read them. */
    check(): void {
      for (const item of items.values()) if (!isReadable(item)) leaveOut(UNREADABLE);
    },
  };
}

/** Whether an item is one that the server can read again. */
export function isReadable({ type, encrypted_content, content }: JSONObject): boolean {
  if (type !== "reasoning") return true;
  return encrypted_content !== undefined || listOf(content).length > 0;
}
