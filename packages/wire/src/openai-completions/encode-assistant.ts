// What a model said earlier, to be read again: text as one string, tool calls beside it, and its
// reasoning in the field in which that server once wrote it.
import type { JSONObject, JSONValue, LanguageModelV4Message, ProviderOptions } from "@mayros/core";
import { argumentsOf } from "../encode/arguments-of.ts";
import { isForeign, originOf } from "../encode/reasoning-origin.ts";
import { namespace as googleNamespace } from "../google-generative-ai/namespace.ts";
import { textOf } from "../json-shapes.ts";
import { cacheMark, type EncodeContext, extraFields, nameField } from "./encode-context.ts";
import { type EncodedReasoning, encodeReasoning } from "./encode-reasoning.ts";
import { api, namespace } from "./namespace.ts";

type AssistantMessage = Extract<LanguageModelV4Message, { role: "assistant" }>;
type AssistantPart = AssistantMessage["content"][number];
type Part<Type> = Extract<AssistantPart, { type: Type }>;

/** Undefined where nothing is left to say: servers refuse an empty message. */
export function encodeAssistant(
  message: AssistantMessage,
  context: EncodeContext,
): JSONObject | undefined {
  const texts: Part<"text">[] = [];
  const reasoning: Part<"reasoning">[] = [];
  const toolCalls: JSONObject[] = [];
  for (const part of message.content) {
    if (part.type === "text") texts.push(part);
    else if (part.type === "reasoning") reasoning.push(part);
    else if (part.type === "tool-call" && !part.providerExecuted) {
      toolCalls.push(encodeToolCall(part, context));
    } else warnAbout(part, context);
  }
  const thoughts = encodeReasoning(reasoning, context);
  const text = texts.map((part) => part.text).join("");
  const said = [textOf(thoughts.asText), textOf(text)].filter((piece) => piece !== undefined);
  if (said.length === 0 && toolCalls.length === 0 && !thoughts.written) return undefined;
  const { compat } = context;
  const needsText =
    toolCalls.length === 0 ||
    compat.requiresNonNullAssistantContent === true ||
    compat.requiresAssistantAfterToolResult === true;
  const empty = needsText ? "" : null;
  const pieces = contentPieces(texts, thoughts, message.providerOptions, context);
  return {
    role: "assistant",
    ...nameField(message.providerOptions, context),
    content: pieces ?? (said.length > 0 ? said.join("\n\n") : empty),
    ...thoughts.fields,
    ...(toolCalls.length > 0 ? { tool_calls: toolCalls } : {}),
    ...extraFields(message.providerOptions),
  };
}

/** The texts apart, where one is marked or a thought stands before them. */
function contentPieces(
  texts: readonly Part<"text">[],
  { piece, asText }: EncodedReasoning,
  ofMessage: ProviderOptions | undefined,
  context: EncodeContext,
): JSONObject[] | undefined {
  const marks = texts.map((part) => cacheMark(part.providerOptions, context));
  if (texts.length > 0) marks[texts.length - 1] ??= cacheMark(ofMessage, context);
  if (!piece && !marks.some((mark) => mark !== undefined)) return undefined;
  return [
    ...(piece ? [piece] : []),
    ...(asText ? [{ type: "text", text: asText }] : []),
    ...texts.map(({ text }, index) => ({ type: "text", text, ...marks[index] })),
  ];
}

function encodeToolCall(part: Part<"tool-call">, context: EncodeContext): JSONObject {
  const extra = signatureOf(part.providerOptions, context);
  return {
    id: context.toolCallId(part.toolCallId),
    type: "function",
    function: { name: part.toolName, arguments: argumentsOf(part.input) },
    ...(extra === undefined ? {} : { extra_content: extra }),
    ...extraFields(part.providerOptions),
  };
}

/**
 * Signatures that some hosts need back with the call, as this codec kept them, or as the AI SDK does:
 * https://ai.google.dev/gemini-api/docs/thought-signatures (accessed 2026-11-22)
 */
function signatureOf(
  options: ProviderOptions | undefined,
  context: EncodeContext,
): JSONValue | undefined {
  const own = context.options.read(options);
  const ofGoogle = options?.[googleNamespace];
  const signature = textOf(own?.thoughtSignature) ?? textOf(ofGoogle?.thoughtSignature);
  const kept = own?.extraContent;
  if (kept === undefined && signature === undefined) return undefined;
  const origin = originOf(context.target, api);
  if (isForeign(own, origin) || isForeign(ofGoogle, origin)) {
    context.warnings.unsupported("signature of a tool call", "another model wrote it");
    return undefined;
  }
  return kept ?? { [googleNamespace]: { thought_signature: signature ?? "" } };
}

function warnAbout(part: AssistantPart, { warnings }: EncodeContext): void {
  const feature =
    part.type === "tool-call" ? "tool call that the provider ran" : `${part.type} part`;
  warnings.unsupported(
    feature,
    `an assistant message of ${namespace} chat completions cannot hold it`,
  );
}
