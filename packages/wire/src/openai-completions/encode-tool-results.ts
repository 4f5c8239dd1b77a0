// The answers of tools. This wire takes only text from a tool, so files follow in a user message, after
// all results of the turn: nothing may stand between tool calls and their results.
import type {
  JSONObject,
  LanguageModelV4Message,
  LanguageModelV4ToolResultPart,
} from "@mayros/core";
import { toolOutputText } from "../encode/tool-output.ts";
import { cacheMark, type EncodeContext, extraFields, nameField } from "./encode-context.ts";
import { encodeFile } from "./encode-files.ts";

type ToolMessage = Extract<LanguageModelV4Message, { role: "tool" }>;

export function encodeToolResults(
  results: readonly ToolMessage[],
  context: EncodeContext,
): JSONObject[] {
  const messages: JSONObject[] = [];
  const files: JSONObject[] = [];
  if (results.some((message) => nameField(message.providerOptions, context))) {
    context.warnings.unsupported("message name on tool messages", "they have no name");
  }
  for (const part of results.flatMap((message) => message.content)) {
    if (part.type === "tool-result") messages.push(encodeResult(part, files, context));
    else {
      context.warnings.unsupported(
        "tool-approval-response part",
        "providers run no tools on this wire, so there is nothing to approve",
      );
    }
  }
  if (files.length === 0) return messages;
  if (context.compat.requiresAssistantAfterToolResult) {
    messages.push({ role: "assistant", content: "I have read the tool results." });
  }
  const introduction = { type: "text", text: "Files from the tool results above:" };
  messages.push({ role: "user", content: [introduction, ...files] });
  return messages;
}

function encodeResult(
  part: LanguageModelV4ToolResultPart,
  files: JSONObject[],
  context: EncodeContext,
): JSONObject {
  const { output, providerOptions } = part;
  const text =
    output.type === "content" ? contentText(output.value, files, context) : textOfOutput(output);
  const inner = output.type === "content" ? output.value : [output];
  const mark = [...inner.map((each) => each.providerOptions), providerOptions]
    .map((options) => cacheMark(options, context))
    .find((each) => each !== undefined);
  return {
    role: "tool",
    tool_call_id: context.toolCallId(part.toolCallId),
    ...(context.compat.requiresToolResultName ? { name: part.toolName } : {}),
    content: mark ? [{ type: "text", text, ...mark }] : text,
    ...extraFields(providerOptions),
  };
}

/** The wire has no field that says that a tool failed, so the text says it. */
function textOfOutput(output: Parameters<typeof toolOutputText>[0]): string {
  const failed = output.type === "error-text" || output.type === "error-json";
  return failed ? JSON.stringify({ error: output.value }) : toolOutputText(output);
}

function contentText(
  content: Extract<LanguageModelV4ToolResultPart["output"], { type: "content" }>["value"],
  files: JSONObject[],
  context: EncodeContext,
): string {
  const { warnings } = context;
  const texts: string[] = [];
  for (const piece of content) {
    if (piece.type === "text") texts.push(piece.text);
    else if (piece.type === "custom") {
      warnings.unsupported("custom tool result", "only its own provider can read it");
    } else {
      const encoded = encodeFile(piece, context);
      if (typeof encoded.text === "string") texts.push(encoded.text);
      else {
        files.push(encoded);
        warnings.converted("file in a tool result", "it follows in a user message");
      }
    }
  }
  return texts.length > 0 ? texts.join("\n") : "(no text)";
}
