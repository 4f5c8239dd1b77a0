// What a model said earlier, as parts of a content. Signatures go back where they came, on any kind of
// part: the server checks that calls carry one, and refuses those of other models.
// https://ai.google.dev/gemini-api/docs/thought-signatures (accessed 2026-11-22)
import type { JSONObject, LanguageModelV4Message, ProviderOptions } from "@mayros/core";
import { isForeign, originOf } from "../encode/reasoning-origin.ts";
import { recordOf, textOf } from "../json-shapes.ts";
import { type EncodeContext, idField, signatureOf } from "./encode-context.ts";
import { encodeFile, inlineData } from "./encode-files.ts";
import { encodeCode, encodeServerResult, serverTool } from "./encode-server-tools.ts";
import { namespace } from "./namespace.ts";

type AssistantMessage = Extract<LanguageModelV4Message, { role: "assistant" }>;
type AssistantPart = AssistantMessage["content"][number];
type Part<Type extends AssistantPart["type"]> = Extract<AssistantPart, { type: Type }>;

/** What the vendor documents for calls whose signature is lost. */
const NO_SIGNATURE = "skip_thought_signature_validator";

export function encodeAssistant(message: AssistantMessage, context: EncodeContext): JSONObject[] {
  const parts: JSONObject[] = [];
  // Of parallel calls only the first is signed.
  let signedCall = false;
  for (const part of message.content) {
    const encoded = encodePart(part, context);
    if (!encoded) continue;
    const signature = signatureOf(part.providerOptions, context);
    const call = Boolean(encoded.functionCall);
    const mustSign = Boolean(encoded.toolCall) || (call && !signedCall);
    if (signature) parts.push({ ...encoded, thoughtSignature: signature });
    else if (mustSign && context.compat.generation === 3) {
      context.warnings.other("the thought signature of a tool call is lost: a stand-in is sent");
      parts.push({ ...encoded, thoughtSignature: NO_SIGNATURE });
    } else parts.push(encoded);
    if (call && signature) signedCall = true;
  }
  return parts;
}

function encodePart(part: AssistantPart, context: EncodeContext): JSONObject | undefined {
  switch (part.type) {
    case "text":
      return part.text === "" && !signatureOf(part.providerOptions, context)
        ? undefined
        : { text: part.text };
    case "reasoning":
      return encodeReasoning(part, context);
    case "file":
    case "reasoning-file": {
      const file = part.type === "file" && part.data.type === "reference";
      const encoded = file ? encodeFile(part, context) : inlineData(part);
      const thought =
        part.type === "reasoning-file" ||
        context.options.read(part.providerOptions)?.thought === true;
      if (encoded) return { ...encoded, ...(thought ? { thought } : {}) };
      break;
    }
    case "tool-call":
      return encodeToolCall(part, context);
    case "tool-result":
      return encodeServerResult(part, context);
    case "custom": {
      // A part that this codec did not understand when it came: it goes back as it was.
      const own = context.options.read(part.providerOptions);
      const origin = originOf(context.target, context.dialect.api);
      const kept = isForeign(own, origin) ? undefined : recordOf(own?.part);
      if (kept && part.kind.startsWith(`${namespace}.`)) return kept as JSONObject;
    }
  }
  context.warnings.unsupported(`${part.type} part`, "an answer of this wire cannot hold it");
  return undefined;
}

function encodeReasoning(part: Part<"reasoning">, context: EncodeContext): JSONObject | undefined {
  if (isOfOthers(part.providerOptions, context)) {
    context.warnings.unsupported("reasoning part", "another model wrote it");
    return undefined;
  }
  if (part.text === "" && !signatureOf(part.providerOptions, context)) return undefined;
  return { text: part.text, thought: true };
}

/** Other wires leave their marks under other names. */
function isOfOthers(
  partOptions: ProviderOptions | undefined,
  { options, target, dialect }: EncodeContext,
): boolean {
  const own = options.read(partOptions);
  if (own) return isForeign(own, originOf(target, dialect.api));
  return Object.keys(partOptions ?? {}).length > 0;
}

function encodeToolCall(part: Part<"tool-call">, context: EncodeContext): JSONObject | undefined {
  const served = serverTool(part, context);
  if (served?.kind === "code") return encodeCode(inputOf(part.input), context);
  if (served) {
    return { toolCall: { toolType: served.toolType, args: inputOf(part.input), id: served.id } };
  }
  if (part.providerExecuted) {
    context.warnings.unsupported("tool call that a provider ran", "this wire does not know it");
    return undefined;
  }
  const { toolCallId, toolName: name } = part;
  return {
    functionCall: { ...idField(toolCallId, context), name, args: inputOf(part.input) },
  };
}

/** The wire wants an object, also where the call was kept as text or has another input. */
function inputOf(input: unknown): JSONObject {
  const value = typeof input === "string" ? parse(input) : input;
  return (recordOf(value) ??
    (value === undefined || value === null ? {} : { input: value })) as JSONObject;
}

function parse(text: string): unknown {
  if (!textOf(text.trim())) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
