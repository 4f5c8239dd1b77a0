// What a model said earlier, as content blocks. Its reasoning goes back only with the signature that
// this model gave it: the server checks it and refuses any other.
// https://docs.claude.com/en/docs/build-with-claude/extended-thinking (accessed 2026-11-22)
import type { JSONObject, LanguageModelV4Message } from "@mayros/core";
import { isForeign, originOf } from "../encode/reasoning-origin.ts";
import { listOf, recordOf, textOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";
import { encodeServerCall } from "./encode-server-call.ts";
import { encodeServerResult } from "./encode-server-result.ts";
import { api, namespace } from "./namespace.ts";
import { encodeCaller } from "./tool-caller.ts";
import { inputOf } from "./tool-input.ts";
import { isThought } from "./wire-message.ts";

type AssistantMessage = Extract<LanguageModelV4Message, { role: "assistant" }>;
type AssistantPart = AssistantMessage["content"][number];
type PartOf<Type extends AssistantPart["type"]> = Extract<AssistantPart, { type: Type }>;

export function encodeAssistant(message: AssistantMessage, context: EncodeContext): JSONObject[] {
  const blocks: JSONObject[] = [];
  for (const part of message.content) {
    const block = encodePart(part, context);
    if (!block) continue;
    const mark = context.cacheControl(part.providerOptions);
    const markable = canCache(block);
    if (mark && !markable) {
      context.warnings.unsupported(
        "cache_control on non-cacheable context",
        "reasoning carries no mark of its own",
      );
    }
    blocks.push(mark && markable ? { ...block, cache_control: mark } : block);
  }
  const last = blocks.findLast(canCache);
  const mark = last?.cache_control ? undefined : context.cacheControl(message.providerOptions);
  if (last && mark) last.cache_control = mark;
  return blocks;
}

/** Reasoning may not carry a mark of its own. */
function canCache(block: JSONObject): boolean {
  return !isThought(block) && block.type !== "fallback";
}

function encodePart(part: AssistantPart, context: EncodeContext): JSONObject | undefined {
  switch (part.type) {
    case "text":
      return encodeText(part, context);
    case "reasoning":
      return encodeReasoning(part, context);
    case "tool-call":
      return part.providerExecuted
        ? encodeServerCall(part, context)
        : encodeToolCall(part, context);
    case "tool-result":
      return encodeServerResult(part, context);
    case "custom":
      return encodeCustom(part, context);
  }
  context.warnings.other(`an assistant message of this wire cannot hold a ${part.type} part`);
  return undefined;
}

function encodeText(
  part: PartOf<"text">,
  { options, betas }: EncodeContext,
): JSONObject | undefined {
  const { text } = part;
  if (text.trim() === "") return undefined;
  const own = options.read(part.providerOptions);
  if (own?.type !== "compaction") {
    return {
      type: "text",
      text,
      ...(own?.citations ? { citations: listOf(own.citations) as JSONObject[] } : {}),
    };
  }
  const signature = textOf(own.signature);
  // https://docs.claude.com/en/docs/build-with-claude/compaction (accessed 2026-11-28)
  if (signature) betas.add("compact-2026-09-04");
  return { type: "compaction", content: text, ...(signature ? { signature } : {}) };
}

function encodeCustom(part: PartOf<"custom">, context: EncodeContext): JSONObject | undefined {
  const own = context.options.read(part.providerOptions);
  const { block, fileId, from, to } = own ?? {};
  switch (part.kind) {
    // It says how the answer began, and is no part of it.
    case `${namespace}.message_start`:
      return undefined;
    case `${namespace}.container_upload`:
      if (fileId) return { type: "container_upload", file_id: fileId };
      break;
    case `${namespace}.fallback`:
      if (!from || !to) break;
      context.betas.add("server-side-fallback-2026-06-01");
      return { type: "fallback", from, to };
  }
  if (recordOf(block) && part.kind.startsWith(`${namespace}.`)) {
    // A block that this codec did not understand when it came: it goes back as it was.
    // A copy, because marks are set on it. One of an earlier call would count against this call's.
    const copy = { ...(block as JSONObject) };
    delete copy.cache_control;
    return copy;
  }
  context.warnings.other(
    `an assistant message of this wire cannot hold a part of kind ${part.kind}`,
  );
  return undefined;
}

function encodeReasoning(
  part: PartOf<"reasoning">,
  { options, compat, target, warnings }: EncodeContext,
): JSONObject | undefined {
  const own = options.read(part.providerOptions);
  if (!isForeign(own, originOf(target, api))) {
    const signature = textOf(own?.signature);
    if (signature) return { type: "thinking", thinking: part.text, signature };
    const data = textOf(own?.redactedData);
    if (data) return { type: "redacted_thinking", data };
  }
  if (compat.allowEmptySignature && part.text !== "") {
    return { type: "thinking", thinking: part.text, signature: "" };
  }
  warnings.other("reasoning without a signature of this model was left out");
  return undefined;
}

/** A member of a set of tools is called by its own name, which the input has as `action`. */
function encodeToolCall(part: PartOf<"tool-call">, context: EncodeContext): JSONObject {
  const input = inputOf(part.input);
  const own = context.options.read(part.providerOptions);
  const toolset = context.names.toolset(part.toolName) ?? textOf(own?.toolsetName);
  const action = textOf(input.action);
  if (toolset && !action) context.warnings.other(`a call of ${part.toolName} names no action`);
  return {
    type: "tool_use",
    id: context.toolCallId(part.toolCallId),
    name: toolset ? (action ?? toolset) : part.toolName,
    ...(toolset ? { toolset_name: toolset } : {}),
    input,
    ...encodeCaller(own),
  };
}
