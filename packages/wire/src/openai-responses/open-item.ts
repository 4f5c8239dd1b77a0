// Which kind of item this is, and what reads it. Items of kinds that are not known here are carried as
// they are, so that they can go back to the server that sent them.
import type { JSONObject } from "@mayros/core";
import { type JsonRecord, textOf } from "../json-shapes.ts";
import { hostedTools } from "./hosted-tool-item.ts";
import { namespace } from "./namespace.ts";
import type { ItemContext, OutputItem } from "./output-item.ts";
import { openReasoningItem, readWholeReasoning } from "./reasoning-item.ts";
import { openTextItem, readWholeText } from "./text-item.ts";
import { openCustomCall, openFunctionCall } from "./tool-call-item.ts";

/** `fallbackId` names items that came without an id. */
export function openItem(item: JsonRecord, fallbackId: string, context: ItemContext): OutputItem {
  const id = textOf(item.id) ?? fallbackId;
  const hosted = hostedTools.get(item.type);
  if (hosted) return hosted(item, id, context);
  switch (item.type) {
    case "message":
      return openTextItem(item, id, context);
    case "reasoning":
      return openReasoningItem(item, id, context);
    case "function_call":
      return openFunctionCall(item, namesOf(item, id), context);
    case "custom_tool_call":
      return openCustomCall(item, namesOf(item, id), context);
    default:
      return carriedItem(id, context);
  }
}

export function readWholeItem(item: JsonRecord, fallbackId: string, context: ItemContext): void {
  const id = textOf(item.id) ?? fallbackId;
  if (item.type === "message") readWholeText(item, id, context);
  else if (item.type === "reasoning") readWholeReasoning(item, id, context);
  else openItem(item, fallbackId, context).end(item);
}

function namesOf(item: JsonRecord, itemId: string) {
  return { itemId, callId: textOf(item.call_id) ?? itemId, toolName: textOf(item.name) ?? "" };
}

function carriedItem(id: string, { emit }: ItemContext): OutputItem {
  return {
    end(done) {
      const type = textOf(done?.type);
      if (!done || type === undefined) return;
      const details =
        type === "compaction"
          ? { type, itemId: id, encryptedContent: textOf(done.encrypted_content) ?? "" }
          : { type, itemId: id, item: done as JSONObject };
      const providerMetadata = { [namespace]: details };
      emit({ type: "custom", kind: `${namespace}.${type}`, providerMetadata });
    },
  };
}
