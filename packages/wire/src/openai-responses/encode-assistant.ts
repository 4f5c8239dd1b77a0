// What a model said earlier, as items: whole, or by their ids where the server keeps them.
// https://platform.openai.com/docs/guides/conversation-state (accessed 2026-11-24)
import type { JSONObject, LanguageModelV4Message } from "@mayros/core";
import { type JsonRecord, recordOf, textOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";
import type { ParallelCalls } from "./encode-parallel-calls.ts";
import { createReasoningItems, isReadable } from "./encode-reasoning.ts";
import { encodeServerResult } from "./encode-server-results.ts";
import { encodeToolCall, inputOf } from "./encode-tool-calls.ts";
import { namespace } from "./namespace.ts";

type AssistantMessage = Extract<LanguageModelV4Message, { role: "assistant" }>;
type AssistantPart = AssistantMessage["content"][number];
type TextPart = Extract<AssistantPart, { type: "text" }>;
type CustomPart = Extract<AssistantPart, { type: "custom" }>;

export function encodeAssistant(
  message: AssistantMessage,
  parallel: ParallelCalls,
  context: EncodeContext,
): JSONObject[] {
  const { reader, options } = context;
  const reasoning = createReasoningItems(context);
  const asked = new Map<string, JsonRecord>();
  const referred = new Set<string>();
  let thought = false;
  /** Several parts may come of one item. */
  function referTo(id: string): JSONObject[] {
    if (referred.has(id)) return [];
    referred.add(id);
    return [{ type: "item_reference", id }];
  }
  const items = message.content.flatMap((part): JSONObject[] => {
    const id = textOf(reader.read(part.providerOptions)?.itemId);
    // The server knows whatever has an id already.
    if (id !== undefined && options.hasConversation) return [];
    switch (part.type) {
      case "reasoning":
        thought = true;
        return reasoning.add(part);
      case "text": {
        // A message of a model that reasons needs its reasoning before it.
        const kept = options.stored && !(context.reasons && !thought);
        return kept && id !== undefined ? referTo(id) : encodeText(part, context);
      }
      case "tool-call":
        asked.set(part.toolCallId, inputOf(part) ?? {});
        return parallel.encodeCall(part.providerOptions) ?? encodeToolCall(part, context);
      case "tool-result":
        return encodeServerResult(part, asked.get(part.toolCallId), context);
      case "custom":
        return encodeCustom(part, id, context);
      default:
        return leaveOut(part, context);
    }
  });
  reasoning.check();
  return items.filter(isReadable);
}

function encodeText({ text, providerOptions }: TextPart, { reader }: EncodeContext): JSONObject[] {
  const phase = textOf(reader.read(providerOptions)?.phase);
  return text === "" ? [] : [{ role: "assistant", content: text, ...(phase ? { phase } : {}) }];
}

/** An item that this codec carried as it came. */
function encodeCustom(
  part: CustomPart,
  id: string | undefined,
  context: EncodeContext,
): JSONObject[] {
  if (!part.kind.startsWith(`${namespace}.`)) return leaveOut(part, context);
  if (id !== undefined && context.options.stored) return [{ type: "item_reference", id }];
  const own = context.reader.read(part.providerOptions);
  const encrypted = own?.encryptedContent;
  if (part.kind === `${namespace}.compaction` && id !== undefined && encrypted !== undefined) {
    return [{ type: "compaction", id, encrypted_content: encrypted }];
  }
  const item = recordOf(own?.item) as JSONObject | undefined;
  return item ? [item] : leaveOut(part, context);
}

function leaveOut({ type }: AssistantPart, { warnings }: EncodeContext): JSONObject[] {
  warnings.unsupported(`${type} part`, "an assistant message of this wire cannot hold it");
  return [];
}
