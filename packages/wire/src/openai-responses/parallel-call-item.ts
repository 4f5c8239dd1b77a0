// Models sometimes put several calls into one, of a function `parallel` that nobody offered: as a call it
// could not be answered, so it is told as the calls that it stands for.
// https://github.com/vercel/ai/blob/main/packages/openai/src/responses/expand-parallel-tool-call.ts (accessed 2026-11-24)
import type { StreamPart } from "@mayros/core";
import { type JsonRecord, listOf, parseRecord, recordOf, textOf } from "../json-shapes.ts";
import type { ItemContext } from "./item-context.ts";
import { namespace } from "./namespace.ts";
import type { OutputItem } from "./output-item.ts";
import { openFunctionCall, type ToolCallNames } from "./tool-call-item.ts";

const RECIPIENT = "functions.";
type ToolCall = Extract<StreamPart, { type: "tool-call" }>;

export function isUndeclaredParallel(name: string, functions: ReadonlySet<string>): boolean {
  return name === "parallel" && !functions.has(name);
}

/** Nothing of it is told before its end, when it is known what it stands for. */
export function openParallelCall(
  item: JsonRecord,
  names: ToolCallNames,
  context: ItemContext,
): OutputItem {
  const deltas: JsonRecord[] = [];
  return {
    event(type, value) {
      if (type === "function_call_arguments.delta") deltas.push(value);
    },
    end(done) {
      const calls = done ? expand(textOf(done.arguments) ?? "", names, context.functions) : [];
      if (calls.length === 0) {
        const call = openFunctionCall(item, names, context);
        for (const delta of deltas) call.event?.("function_call_arguments.delta", delta);
        call.end(done);
        return;
      }
      context.facts.hasToolCalls = true;
      for (const call of calls) {
        const { toolCallId: id, toolName, input } = call;
        context.emit({ type: "tool-input-start", id, toolName });
        context.emit({ type: "tool-input-delta", id, delta: input });
        context.emit({ type: "tool-input-end", id });
        context.emit(call);
      }
    },
  };
}

/** Empty where one of them is not a call of a function that the caller offers. */
function expand(
  input: string,
  { itemId, callId, toolName }: ToolCallNames,
  functions: ReadonlySet<string>,
): ToolCall[] {
  const uses = listOf(parseRecord(input)?.tool_uses);
  const calls = uses.map((use, index): ToolCall | undefined => {
    const recipient = textOf(recordOf(use)?.recipient_name);
    const parameters = recordOf(recordOf(use)?.parameters);
    const name = recipient?.startsWith(RECIPIENT) ? recipient.slice(RECIPIENT.length) : "";
    if (!parameters || !functions.has(name)) return undefined;
    const parallelToolCall = {
      itemId,
      toolCallId: callId,
      toolName,
      ...(index === 0 ? { input } : {}),
      index,
      count: uses.length,
    };
    return {
      type: "tool-call",
      toolCallId: `${callId}_${index}`,
      toolName: name,
      input: JSON.stringify(parameters),
      providerMetadata: { [namespace]: { parallelToolCall } },
    };
  });
  return calls.every((call) => call !== undefined) ? calls : [];
}
