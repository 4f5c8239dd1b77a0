// Calls of tools that a model made earlier. A function call goes whole, because its result names it by
// an id that the server does not know the item by; calls of the server's own tools go by their ids where
// it keeps them.
import type { JSONObject, LanguageModelV4Message } from "@mayros/core";
import { argumentsOf } from "../encode/arguments-of.ts";
import { type JsonRecord, parseRecord, recordOf, textOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";
import { mcpNameOf } from "./mcp-item.ts";
import { serverCallEncoders } from "./server-call-encoders.ts";
import { encodeCaller } from "./tool-caller.ts";

type AssistantPart = Extract<LanguageModelV4Message, { role: "assistant" }>["content"][number];
type ToolCallPart = Extract<AssistantPart, { type: "tool-call" }>;

/** Tools of the server whose calls are items also where the server itself answered them. */
const selfContained: ReadonlySet<string> = new Set(["tool_search", "programmatic_tool_calling"]);

export function encodeToolCall(part: ToolCallPart, context: EncodeContext): JSONObject[] {
  const { names, options, reader } = context;
  const id = textOf(reader.read(part.providerOptions)?.itemId);
  const reference =
    id !== undefined && options.stored ? [{ type: "item_reference", id }] : undefined;
  const type = names.typeOf(part.toolName);
  const alone = selfContained.has(type);
  if (part.providerExecuted && !alone) {
    if (options.stored) return reference ?? [];
    // The result says what was asked, too, but for these.
    if (type !== "shell") return approvalRequest(part, context);
  }
  const takesText = names.takesText(part.toolName);
  const encode = names.offers(type) || alone ? serverCallEncoders.get(type) : undefined;
  if (!encode && !takesText) return [encodeFunctionCall(part, context)];
  if (reference) return options.hasPrevious && !alone ? [] : reference;
  const input = inputOf(part);
  if (encode && input) return [encode(input, { callId: part.toolCallId, id })];
  return [takesText ? encodeCustomCall(part, id, context) : encodeFunctionCall(part, context)];
}

/** Undefined where the input is no record. */
export function inputOf({ input }: ToolCallPart): JsonRecord | undefined {
  return typeof input === "string" ? parseRecord(input) : recordOf(input);
}

/** Where the server keeps nothing, it has to see what it asked for before it sees the answer. */
function approvalRequest(part: ToolCallPart, { options, reader }: EncodeContext): JSONObject[] {
  const { approvalRequestId, serverLabel } = reader.read(part.providerOptions) ?? {};
  const id = textOf(approvalRequestId);
  if (id === undefined || options.hasConversation || options.hasPrevious) return [];
  return [
    {
      type: "mcp_approval_request",
      id,
      server_label: textOf(serverLabel) ?? "",
      name: mcpNameOf(part.toolName),
      arguments: argumentsOf(part.input),
    },
  ];
}

function encodeCustomCall(
  { toolCallId: call_id, toolName: name, input, providerOptions }: ToolCallPart,
  id: string | undefined,
  context: EncodeContext,
): JSONObject {
  return {
    type: "custom_tool_call",
    call_id,
    name,
    input: typeof input === "string" ? input : JSON.stringify(input),
    ...asyncOf(context.reader.read(providerOptions)),
    ...(id ? { id } : {}),
  };
}

function encodeFunctionCall(part: ToolCallPart, { names, reader }: EncodeContext): JSONObject {
  const own = reader.read(part.providerOptions);
  const where = textOf(own?.namespace);
  return {
    type: "function_call",
    call_id: part.toolCallId,
    name: names.typeOf(part.toolName),
    arguments: argumentsOf(part.input),
    ...asyncOf(own),
    ...(where ? { namespace: where } : {}),
    ...encodeCaller(own),
  };
}

function asyncOf(own: JSONObject | undefined): JSONObject {
  return typeof own?.async === "boolean" ? { async: own.async } : {};
}
