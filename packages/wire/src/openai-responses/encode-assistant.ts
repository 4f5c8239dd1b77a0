// What a model said earlier, as items. Its reasoning goes back only encrypted, or by its id where the
// server keeps it: the server reads no other.
// https://platform.openai.com/docs/guides/reasoning#encrypted-reasoning-items (accessed 2026-11-22)

import type { JSONObject, LanguageModelV4Message } from "@mayros/core";
import { argumentsOf } from "../encode/arguments-of.ts";
import { isForeign, originOf } from "../encode/reasoning-origin.ts";
import { recordOf, textOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";
import { encodeHostedResult } from "./encode-tool-results.ts";
import { api, namespace } from "./namespace.ts";
import { callerOf } from "./tool-caller.ts";

type AssistantMessage = Extract<LanguageModelV4Message, { role: "assistant" }>;
type AssistantPart = AssistantMessage["content"][number];

export function encodeAssistant(message: AssistantMessage, context: EncodeContext): JSONObject[] {
  const items: JSONObject[] = [];
  const referred = new Set<string>();
  const thoughts = createThoughts(context);
  let thought = false;
  for (const part of message.content) {
    const id = textOf(context.reader.read(part.providerOptions)?.itemId);
    const kept = id !== undefined && context.options.stored;
    // The server knows whatever has an id already.
    if (id !== undefined && context.options.hasConversation) continue;
    if (part.type === "reasoning") {
      thought = true;
      items.push(...thoughts.add(part));
    } else if (kept && isKept(part, thought, context)) {
      // Several parts may come of one item.
      if (!referred.has(id)) items.push({ type: "item_reference", id });
      referred.add(id);
    } else items.push(...encodePart(part, context));
  }
  thoughts.check();
  return items.filter((item) => item.type !== "reasoning" || item.encrypted_content !== undefined);
}

/** Function calls go whole, because their results name them; a message needs its reasoning before it. */
function isKept(part: AssistantPart, thought: boolean, { reasons }: EncodeContext): boolean {
  if (part.type === "text") return !reasons || thought;
  if (part.type === "tool-call") return part.providerExecuted === true;
  return part.type === "custom";
}

function encodePart(part: AssistantPart, context: EncodeContext): JSONObject[] {
  const { warnings, reader, options } = context;
  const own = reader.read(part.providerOptions);
  switch (part.type) {
    case "text": {
      const phase = textOf(own?.phase);
      if (part.text === "") return [];
      return [{ role: "assistant", content: part.text, ...(phase ? { phase } : {}) }];
    }
    case "tool-call":
      // The result says what was asked, too.
      return part.providerExecuted ? [] : [encodeToolCall(part, context)];
    case "tool-result":
      return options.hasConversation ? [] : encodeHostedResult(part, context);
    case "custom": {
      const item = customItem(part.kind, own);
      if (item) return [item];
      break;
    }
  }
  warnings.unsupported(`${part.type} part`, "an assistant message of this wire cannot hold it");
  return [];
}

/** An item that this codec carried as it came. */
function customItem(kind: string, own: JSONObject | undefined): JSONObject | undefined {
  if (!kind.startsWith(`${namespace}.`)) return undefined;
  const id = textOf(own?.itemId);
  if (kind !== `${namespace}.compaction`) return recordOf(own?.item) as JSONObject | undefined;
  const encrypted = own?.encryptedContent;
  if (id === undefined || encrypted === undefined) return undefined;
  return { type: "compaction", id, encrypted_content: encrypted };
}

function encodeToolCall(
  part: Extract<AssistantPart, { type: "tool-call" }>,
  context: EncodeContext,
): JSONObject {
  const own = context.reader.read(part.providerOptions);
  const isAsync = typeof own?.async === "boolean" ? { async: own.async } : {};
  const { toolCallId: call_id, toolName: name, input } = part;
  if (context.customTools.has(name)) {
    const text = typeof input === "string" ? input : JSON.stringify(input);
    const id = textOf(own?.itemId);
    return {
      type: "custom_tool_call",
      call_id,
      name,
      input: text,
      ...isAsync,
      ...(id ? { id } : {}),
    };
  }
  const where = textOf(own?.namespace);
  return {
    type: "function_call",
    call_id,
    name,
    arguments: argumentsOf(input),
    ...isAsync,
    ...(where ? { namespace: where } : {}),
    ...callerOf(own?.caller),
  };
}

/** Puts the parts of a reasoning item together again. */
function createThoughts({ reader, options, target, warnings }: EncodeContext) {
  const origin = originOf(target, api);
  const items = new Map<string, JSONObject>();
  function leaveOut(): JSONObject[] {
    warnings.unsupported("reasoning part", "it was not written by this model on this wire");
    return [];
  }
  return {
    /** The items that begin with this part. */
    add(part: Extract<AssistantPart, { type: "reasoning" }>): JSONObject[] {
      const own = reader.read(part.providerOptions);
      if (isForeign(own, origin)) return leaveOut();
      const id = textOf(own?.itemId);
      const encrypted = textOf(own?.reasoningEncryptedContent);
      if (id !== undefined && options.hasPrevious) return [];
      if (id === undefined && encrypted === undefined) return leaveOut();
      const summary = part.text === "" ? [] : [{ type: "summary_text", text: part.text }];
      const begun = id === undefined ? undefined : items.get(id);
      if (begun) {
        if (Array.isArray(begun.summary)) begun.summary.push(...summary);
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
              summary,
            };
      if (id !== undefined) items.set(id, item);
      return [item];
    },
    /** Warns about items that stay behind because nothing of them came encrypted. */
    check(): void {
      for (const { type, encrypted_content } of items.values()) {
        if (type === "reasoning" && encrypted_content === undefined) leaveOut();
      }
    },
  };
}
