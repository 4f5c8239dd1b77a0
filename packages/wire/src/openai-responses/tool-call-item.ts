// A call of one of the caller's tools: of a function with JSON arguments, or of a tool that takes text.
import type { JSONObject, ProviderMetadata } from "@mayros/core";
import { type JsonRecord, recordOf } from "../json-shapes.ts";
import type { ItemContext } from "./item-context.ts";
import { namespace } from "./namespace.ts";
import type { OutputItem } from "./output-item.ts";
import { decodeCaller } from "./tool-caller.ts";

export interface ToolCallNames {
  readonly itemId: string;
  readonly callId: string;
  readonly toolName: string;
}

export function openFunctionCall(
  item: JsonRecord,
  { itemId, callId: id, toolName }: ToolCallNames,
  { emit, facts }: ItemContext,
): OutputItem {
  let streamed = "";
  emit({ type: "tool-input-start", id, toolName });
  return {
    event(type, { delta }) {
      if (type !== "function_call_arguments.delta" || typeof delta !== "string") return;
      streamed += delta;
      emit({ type: "tool-input-delta", id, delta });
    },
    end(done) {
      const whole = done?.arguments;
      const text = typeof whole === "string" ? whole : streamed;
      if (!done && !isJson(text)) return emit({ type: "tool-input-end", id });
      facts.hasToolCalls = true;
      const name = done?.namespace ?? item.namespace;
      const providerMetadata: ProviderMetadata = { [namespace]: detailsOf(item, done, itemId) };
      emit({
        type: "tool-input-end",
        id,
        ...(typeof name === "string"
          ? { providerMetadata: { [namespace]: { namespace: name } } }
          : {}),
      });
      // A tool without parameters may be called with nothing at all.
      const input = text.trim() === "" ? "{}" : text;
      emit({ type: "tool-call", toolCallId: id, toolName, input, providerMetadata });
    },
  };
}

export function openCustomCall(
  item: JsonRecord,
  { itemId, callId: id, toolName }: ToolCallNames,
  { emit, facts }: ItemContext,
): OutputItem {
  let streamed = "";
  emit({ type: "tool-input-start", id, toolName, inputEncoding: "text" });
  return {
    event(type, { delta }) {
      if (type !== "custom_tool_call_input.delta" || typeof delta !== "string") return;
      streamed += delta;
      emit({ type: "tool-input-delta", id, delta });
    },
    end(done) {
      emit({ type: "tool-input-end", id });
      if (!done) return;
      facts.hasToolCalls = true;
      const input = JSON.stringify(typeof done.input === "string" ? done.input : streamed);
      const providerMetadata: ProviderMetadata = { [namespace]: detailsOf(item, done, itemId) };
      emit({ type: "tool-call", toolCallId: id, toolName, input, providerMetadata });
    },
  };
}

function detailsOf(item: JsonRecord, done: JsonRecord | undefined, itemId: string): JSONObject {
  const isAsync = done?.async ?? item.async;
  const name = done?.namespace ?? item.namespace;
  const caller = recordOf(done?.caller ?? item.caller);
  return {
    itemId,
    ...(typeof isAsync === "boolean" ? { async: isAsync } : {}),
    ...(typeof name === "string" ? { namespace: name } : {}),
    ...(caller ? { caller: decodeCaller(caller) } : {}),
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
