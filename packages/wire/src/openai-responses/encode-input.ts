// The conversation as a list of items. System and user messages are here; what a model said and what
// tools answered have files of their own.
import type { CallOptions, JSONObject, LanguageModelV4Message } from "@mayros/core";
import { encodeAssistant } from "./encode-assistant.ts";
import { breakpointOf, type EncodeContext } from "./encode-context.ts";
import { encodeFile } from "./encode-files.ts";
import { encodeToolMessage } from "./encode-tool-results.ts";

export function encodeInput(call: CallOptions, context: EncodeContext): JSONObject[] {
  const approved = new Set<string>();
  return call.prompt.flatMap((message) => {
    switch (message.role) {
      case "system":
        return encodeSystem(message, context);
      case "user":
        return [encodeUser(message, context)];
      case "assistant":
        return encodeAssistant(message, context);
      default:
        return encodeToolMessage(message, approved, context);
    }
  });
}

function encodeSystem(
  message: Extract<LanguageModelV4Message, { role: "system" }>,
  context: EncodeContext,
): JSONObject[] {
  const { compat, options, reasons, warnings } = context;
  const mode = options.values.systemMessageMode;
  if (mode === "remove") {
    warnings.unsupported("system message", "systemMessageMode says to leave it out");
    return [];
  }
  const developer = reasons && compat.supportsDeveloperRole !== false;
  const role =
    mode === "system" || mode === "developer" ? mode : developer ? "developer" : "system";
  const mark = breakpointOf(message.providerOptions, context);
  const { content: text } = message;
  const marked = Object.keys(mark).length > 0;
  return [{ role, content: marked ? [{ type: "input_text", text, ...mark }] : text }];
}

function encodeUser(
  message: Extract<LanguageModelV4Message, { role: "user" }>,
  context: EncodeContext,
): JSONObject {
  const content = message.content.map((part, index): JSONObject => {
    if (part.type === "file") return encodeFile(part, `part-${index}`, context);
    return { type: "input_text", text: part.text, ...breakpointOf(part.providerOptions, context) };
  });
  return { role: "user", content };
}
