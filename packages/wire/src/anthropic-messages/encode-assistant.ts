// What a model said earlier, as content blocks. Its reasoning goes back only with the signature that
// this model gave it: the server checks it and refuses any other.
// https://docs.anthropic.com/en/docs/build-with-claude/extended-thinking (accessed 2026-11-22)
import type { JSONObject, LanguageModelV4Message } from "@mayros/core";
import { isForeign, originOf } from "../encode/reasoning-origin.ts";
import { recordOf, textOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";
import { api, namespace } from "./namespace.ts";

type AssistantMessage = Extract<LanguageModelV4Message, { role: "assistant" }>;
type AssistantPart = AssistantMessage["content"][number];

export function encodeAssistant(message: AssistantMessage, context: EncodeContext): JSONObject[] {
  const blocks: JSONObject[] = [];
  for (const part of message.content) {
    const block = encodePart(part, context);
    if (!block) continue;
    const mark = context.cacheControl(part.providerOptions);
    blocks.push(mark && canCache(block) ? { ...block, cache_control: mark } : block);
  }
  const last = blocks.findLast(canCache);
  const mark = context.cacheControl(message.providerOptions);
  if (last && mark) last.cache_control ??= mark;
  return blocks;
}

/** Reasoning may not carry a mark of its own. */
function canCache(block: JSONObject): boolean {
  return !isThought(block);
}

export function isThought(block: JSONObject): boolean {
  return block.type === "thinking" || block.type === "redacted_thinking";
}

function encodePart(part: AssistantPart, context: EncodeContext): JSONObject | undefined {
  switch (part.type) {
    case "text":
      return part.text.trim() === "" ? undefined : { type: "text", text: part.text };
    case "reasoning":
      return encodeReasoning(part, context);
    case "tool-call":
      if (!part.providerExecuted) return encodeToolCall(part, context);
      break;
    case "custom": {
      // A block that this codec did not understand when it came: it goes back as it was.
      const block = recordOf(context.options.read(part.providerOptions)?.block);
      if (!block || !part.kind.startsWith(`${namespace}.`)) break;
      // A copy, because marks are set on it. One of an earlier call would count against this call's.
      const copy = { ...block } as JSONObject;
      delete copy.cache_control;
      return copy;
    }
  }
  const what = part.type === "tool-call" ? "tool call that the provider ran" : `${part.type} part`;
  context.warnings.unsupported(what, "an assistant message of this wire cannot hold it");
  return undefined;
}

function encodeReasoning(
  part: Extract<AssistantPart, { type: "reasoning" }>,
  { options, compat, target, warnings }: EncodeContext,
): JSONObject | undefined {
  const own = options.read(part.providerOptions);
  if (!isForeign(own, originOf(target, api))) {
    const data = textOf(own?.redactedData);
    if (data) return { type: "redacted_thinking", data };
    const signature = textOf(own?.signature);
    if (signature) return { type: "thinking", thinking: part.text, signature };
  }
  if (compat.allowEmptySignature && part.text !== "") {
    return { type: "thinking", thinking: part.text, signature: "" };
  }
  warnings.unsupported("reasoning part", "it carries no signature of this model");
  return undefined;
}

function encodeToolCall(
  part: Extract<AssistantPart, { type: "tool-call" }>,
  context: EncodeContext,
): JSONObject {
  return {
    type: "tool_use",
    id: context.toolCallId(part.toolCallId),
    name: part.toolName,
    input: inputOf(part.input),
  };
}

/** The wire wants an object, also where the call was kept as text or has another input. */
function inputOf(input: unknown): JSONObject {
  const value = typeof input === "string" ? parse(input) : input;
  return (recordOf(value) ??
    (value === undefined || value === null ? {} : { input: value })) as JSONObject;
}

function parse(text: string): unknown {
  if (text.trim() === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
