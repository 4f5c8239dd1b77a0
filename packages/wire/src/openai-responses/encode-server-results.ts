// What the server's own tools found earlier: by its id where the server keeps it, else as the item that it
// came in. Whatever stays behind is lost to the model.
// https://platform.openai.com/docs/guides/conversation-state#manually-manage-conversation-state (accessed 2026-11-24)
import type { JSONObject, LanguageModelV4ToolResultPart } from "@mayros/core";
import { type JsonRecord, recordOf, textOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";
import { encodeServersResult } from "./encode-server-calls.ts";

/** `asked`: the input of the call that it answers. */
export function encodeHostedResult(
  part: LanguageModelV4ToolResultPart,
  asked: JsonRecord | undefined,
  context: EncodeContext,
): JSONObject[] {
  const { options, names, reader, warnings } = context;
  const { output, toolCallId: callId } = part;
  const value = output.type === "json" ? recordOf(output.value) : undefined;
  if (output.type === "execution-denied" || value?.type === "execution-denied") return [];
  if (options.hasConversation) return [];
  const type = part.toolName.startsWith("mcp.") ? "mcp" : names.typeOf(part.toolName);
  const id = textOf(reader.read(part.providerOptions)?.itemId);
  // Its item has an id of its own, which the conversation does not know.
  const isShell = type === "shell" && names.offers(type);
  if (options.stored && !isShell) return [{ type: "item_reference", id: id ?? callId }];
  const encode = encodeServersResult.get(type);
  const item = value && encode?.(value, { callId, id, asked });
  if (item && Object.keys(item).length > 0) return [item];
  warnings.other(
    `a result of ${part.toolName} is left out: the server takes it back only if it keeps it (store)`,
  );
  return [];
}
