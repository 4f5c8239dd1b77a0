// The answers of tools, as blocks of a user message.
// https://docs.claude.com/en/docs/agents-and-tools/tool-use/implement-tool-use (accessed 2026-11-22)
import type {
  JSONObject,
  LanguageModelV4Message,
  LanguageModelV4ToolResultPart,
} from "@mayros/core";
import { type ToolOutputPart, toolOutputText } from "../encode/tool-output.ts";
import { textOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";
import { encodeFile } from "./encode-files.ts";

type ToolMessage = Extract<LanguageModelV4Message, { role: "tool" }>;

export function encodeToolResults(message: ToolMessage, context: EncodeContext): JSONObject[] {
  return message.content.flatMap((part, index) => {
    if (part.type === "tool-approval-response") {
      context.warnings.other("an approval was left out: no tool of this wire asks for one");
      return [];
    }
    const last = index === message.content.length - 1;
    const mark =
      context.cacheControl(part.providerOptions) ??
      context.cacheControl(outputOptions(part.output)) ??
      (last ? context.cacheControl(message.providerOptions) : undefined);
    return [{ ...encodeResult(part, context), ...(mark ? { cache_control: mark } : {}) }];
  });
}

/** Options may stand on the output, or on the first piece of it that has any. */
function outputOptions(output: LanguageModelV4ToolResultPart["output"]) {
  return output.type === "content"
    ? output.value.find(({ providerOptions }) => providerOptions)?.providerOptions
    : output.providerOptions;
}

function encodeResult(part: LanguageModelV4ToolResultPart, context: EncodeContext): JSONObject {
  const { output } = part;
  const own = context.options.read(part.providerOptions);
  const toolset = context.names.toolset(part.toolName) ?? textOf(own?.toolsetName);
  const failed = output.type === "error-text" || output.type === "error-json";
  return {
    type: "tool_result",
    tool_use_id: context.toolCallId(part.toolCallId),
    ...(toolset ? { toolset_name: toolset } : {}),
    content:
      output.type === "content"
        ? output.value.flatMap((piece) => encodePiece(piece, context))
        : toolOutputText(output),
    ...(failed ? { is_error: true } : {}),
  };
}

function encodePiece(piece: ToolOutputPart, context: EncodeContext): JSONObject[] {
  if (piece.type === "file") return [encodeFile(piece, context)];
  if (piece.type === "text")
    return piece.text.trim() === "" ? [] : [{ type: "text", text: piece.text }];
  const own = context.options.read(piece.providerOptions);
  const named = own?.type === "tool-reference" ? textOf(own.toolName) : undefined;
  if (named) return [{ type: "tool_reference", tool_name: named }];
  context.warnings.other("only its own provider can read a custom result of a tool");
  return [];
}
