// The answers of tools, as blocks of a user message.
// https://docs.anthropic.com/en/docs/agents-and-tools/tool-use/implement-tool-use (accessed 2026-11-22)
import type {
  JSONObject,
  LanguageModelV4Message,
  LanguageModelV4ToolResultPart,
} from "@mayros/core";
import { isToolError, type ToolOutputPart, toolOutputText } from "../encode/tool-output.ts";
import type { EncodeContext } from "./encode-context.ts";
import { encodeFile } from "./encode-files.ts";

type ToolMessage = Extract<LanguageModelV4Message, { role: "tool" }>;

export function encodeToolResults(message: ToolMessage, context: EncodeContext): JSONObject[] {
  return message.content.flatMap((part, index) => {
    if (part.type === "tool-approval-response") {
      context.warnings.unsupported(
        "tool-approval-response part",
        "no tool that needs it is offered",
      );
      return [];
    }
    const last = index === message.content.length - 1;
    const mark =
      context.cacheControl(part.providerOptions) ??
      (last ? context.cacheControl(message.providerOptions) : undefined);
    return [{ ...encodeResult(part, context), ...(mark ? { cache_control: mark } : {}) }];
  });
}

function encodeResult(part: LanguageModelV4ToolResultPart, context: EncodeContext): JSONObject {
  const { output } = part;
  return {
    type: "tool_result",
    tool_use_id: context.toolCallId(part.toolCallId),
    content:
      output.type === "content"
        ? output.value.flatMap((piece) => encodePiece(piece, context))
        : toolOutputText(output),
    ...(isToolError(output) ? { is_error: true } : {}),
  };
}

function encodePiece(piece: ToolOutputPart, context: EncodeContext): JSONObject[] {
  if (piece.type === "file") return [encodeFile(piece, context)];
  if (piece.type === "text")
    return piece.text.trim() === "" ? [] : [{ type: "text", text: piece.text }];
  context.warnings.unsupported("custom tool result", "only its own provider can read it");
  return [];
}
