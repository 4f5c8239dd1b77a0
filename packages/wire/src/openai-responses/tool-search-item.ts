// Searches for further tools, which the server makes itself or asks the caller to make.
// https://platform.openai.com/docs/guides/tools-tool-search (accessed 2026-11-22)
import { type JsonRecord, textOf } from "../json-shapes.ts";
import { defined } from "./defined.ts";
import type { ItemContext } from "./item-context.ts";
import { itemMetadata, type OutputItem, toldAtEnd } from "./output-item.ts";

export function openToolSearch(item: JsonRecord, itemId: string, context: ItemContext): OutputItem {
  const { emit, facts } = context;
  const toolName = context.names.given("tool_search");
  const started = item.execution === "server";
  if (started) emit({ type: "tool-input-start", id: itemId, toolName, providerExecuted: true });
  return {
    end(done) {
      if (!done) {
        if (started) emit({ type: "tool-input-end", id: itemId });
        return;
      }
      const byServer = done.execution === "server";
      const callId = textOf(done.call_id);
      const id = byServer ? itemId : (callId ?? itemId);
      if (byServer) context.toolSearches.push(id);
      else facts.hasToolCalls = true;
      if (!started) emit({ type: "tool-input-start", id, toolName });
      emit({ type: "tool-input-end", id });
      emit({
        type: "tool-call",
        toolCallId: id,
        toolName,
        input: JSON.stringify({ arguments: done.arguments, call_id: byServer ? null : id }),
        ...(byServer ? { providerExecuted: true } : {}),
        ...itemMetadata(itemId),
      });
    },
  };
}

export const openToolSearchOutput = toldAtEnd((done, { itemId, emit, names, toolSearches }) =>
  emit({
    type: "tool-result",
    toolCallId: textOf(done.call_id) ?? toolSearches.shift() ?? itemId,
    toolName: names.given("tool_search"),
    result: defined({ tools: done.tools }),
    ...itemMetadata(itemId),
  }),
);
