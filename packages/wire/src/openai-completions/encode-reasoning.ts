// Reasoning of earlier answers. A server gets it back only in the field in which it wrote it: others
// refuse a message with a field that they do not know.
import type { JSONObject, LanguageModelV4Message } from "@mayros/core";
import { isForeign, originOf } from "../encode/reasoning-origin.ts";
import { textOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";
import { api } from "./namespace.ts";
import { reasoningFields, typedContent } from "./reasoning-fields.ts";

type AssistantMessage = Extract<LanguageModelV4Message, { role: "assistant" }>;
export type ReasoningPart = Extract<AssistantMessage["content"][number], { type: "reasoning" }>;

export interface EncodedReasoning {
  readonly fields: JSONObject;
  /** What goes before the text of the message. */
  readonly piece?: JSONObject;
  /** The same, where the text is all that the server takes. */
  readonly asText?: string;
  /** Whether any reasoning is in the fields or the piece. */
  readonly written: boolean;
}

export function encodeReasoning(
  parts: readonly ReasoningPart[],
  context: EncodeContext,
): EncodedReasoning {
  const { compat, target, reasons } = context;
  const required = compat.requiresReasoningContentOnAssistantMessages === true && reasons;
  const text = parts.map((part) => part.text).join("");
  if (compat.requiresThinkingAsText) {
    const asText = parts.flatMap((part) => textOf(part.text) ?? []).join("\n\n");
    return { fields: {}, asText, written: false };
  }
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
  if (field === typedContent && text !== "") {
    // https://docs.mistral.ai/inference/conversations/reasoning (accessed 2026-11-28)
    const piece = { type: "thinking", thinking: [{ type: "text", text }] };
    return { fields: {}, piece, written: true };
  }
  if (field && reasoningFields.includes(field) && (text !== "" || required)) {
    return { fields: { [field]: text }, written: text !== "" };
  }
  if (parts.length > 0) {
    context.warnings.unsupported("reasoning part", "it was not written by this model on this wire");
  }
  return { fields: {}, written: false };
}
