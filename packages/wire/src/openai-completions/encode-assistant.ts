// What a model said earlier, to be read again: text as one string, tool calls beside it, and its
// reasoning in the field in which that server once wrote it.

import type { JSONObject, LanguageModelV4Message } from "@mayros/core";
import { argumentsOf } from "../encode/arguments-of.ts";
import { isForeign, originOf } from "../encode/reasoning-origin.ts";
import { textOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";
import { api, namespace } from "./namespace.ts";

type AssistantMessage = Extract<LanguageModelV4Message, { role: "assistant" }>;
type AssistantPart = AssistantMessage["content"][number];
type ReasoningPart = Extract<AssistantPart, { type: "reasoning" }>;
type ToolCallPart = Extract<AssistantPart, { type: "tool-call" }>;

/** Undefined where nothing is left to say: servers refuse an empty message. */
export function encodeAssistant(
  message: AssistantMessage,
  context: EncodeContext,
): JSONObject | undefined {
  let text = "";
  const reasoning: ReasoningPart[] = [];
  const toolCalls: JSONObject[] = [];
  for (const part of message.content) {
    if (part.type === "text") text += part.text;
    else if (part.type === "reasoning") reasoning.push(part);
    else if (part.type === "tool-call" && !part.providerExecuted) {
      toolCalls.push(encodeToolCall(part, context));
    } else warnAbout(part, context);
  }
  const thoughts = encodeReasoning(reasoning, context);
  const said = [textOf(thoughts.asText), textOf(text)].filter((piece) => piece !== undefined);
  if (said.length === 0 && toolCalls.length === 0 && !thoughts.written) return undefined;
  const { compat } = context;
  const needsText =
    toolCalls.length === 0 ||
    compat.requiresNonNullAssistantContent === true ||
    compat.requiresAssistantAfterToolResult === true;
  const content = said.length > 0 ? said.join("\n\n") : needsText ? "" : null;
  const lastText = message.content.findLast((part) => part.type === "text");
  const mark =
    context.cacheControl(message.providerOptions) ??
    context.cacheControl(lastText?.providerOptions);
  return {
    role: "assistant",
    content: mark && content ? [{ type: "text", text: content, cache_control: mark }] : content,
    ...thoughts.fields,
    ...(toolCalls.length > 0 ? { tool_calls: toolCalls } : {}),
  };
}

interface EncodedReasoning {
  readonly fields: JSONObject;
  readonly asText?: string;
  /** Whether any reasoning is in the fields. */
  readonly written: boolean;
}

function encodeReasoning(
  parts: readonly ReasoningPart[],
  context: EncodeContext,
): EncodedReasoning {
  const { compat, target } = context;
  const required =
    compat.requiresReasoningContentOnAssistantMessages === true && target.model.reasoning;
  const text = parts
    .map((part) => part.text)
    .filter((each) => each !== "")
    .join("\n");
  if (compat.requiresThinkingAsText) return { fields: {}, asText: text, written: false };
  const origin = originOf(target, api);
  const own = parts
    .map((part) => context.options.read(part.providerOptions))
    .filter((options) => options && !isForeign(options, origin));
  const details = own.flatMap((options) =>
    Array.isArray(options?.reasoningDetails) ? options.reasoningDetails : [],
  );
  if (details.length > 0) {
    const fields = { reasoning_details: details, ...(required ? { reasoning_content: text } : {}) };
    return { fields, written: true };
  }
  const field = required
    ? "reasoning_content"
    : own.map((options) => textOf(options?.reasoningField)).find((name) => name !== undefined);
  if (field && isReasoningField(field) && (text !== "" || required)) {
    return { fields: { [field]: text }, written: text !== "" };
  }
  if (parts.length > 0) {
    context.warnings.unsupported("reasoning part", "it was not written by this model on this wire");
  }
  return { fields: {}, written: false };
}

function isReasoningField(name: string): boolean {
  return name === "reasoning_content" || name === "reasoning" || name === "reasoning_text";
}

function encodeToolCall(part: ToolCallPart, context: EncodeContext): JSONObject {
  const extra = context.options.read(part.providerOptions)?.extraContent;
  return {
    id: context.toolCallId(part.toolCallId),
    type: "function",
    function: { name: part.toolName, arguments: argumentsOf(part.input) },
    // Signatures that some hosts need back with the call:
    // https://ai.google.dev/gemini-api/docs/thought-signatures (accessed 2026-11-22)
    ...(extra === undefined ? {} : { extra_content: extra }),
  };
}

function warnAbout(part: AssistantPart, { warnings }: EncodeContext): void {
  const feature =
    part.type === "tool-call" ? "tool call that the provider ran" : `${part.type} part`;
  warnings.unsupported(
    feature,
    `an assistant message of ${namespace} chat completions cannot hold it`,
  );
}
