// The conversation as this wire's messages. System and user messages are here; what a model said and
// what tools answered have files of their own.
import type { CallOptions, JSONObject, JSONValue, LanguageModelV4Message } from "@mayros/core";
import { encodeAssistant } from "./encode-assistant.ts";
import { cacheMark, type EncodeContext, extraFields, nameField } from "./encode-context.ts";
import { encodeFile } from "./encode-files.ts";
import { encodeToolResults } from "./encode-tool-results.ts";

type SystemMessage = Extract<LanguageModelV4Message, { role: "system" }>;
type UserMessage = Extract<LanguageModelV4Message, { role: "user" }>;

/** `systemMode`: the caller's word for the role of system messages. */
export function encodeMessages(
  call: CallOptions,
  systemMode: JSONValue | undefined,
  context: EncodeContext,
): JSONObject[] {
  const messages: JSONObject[] = [];
  const { prompt } = call;
  for (let index = 0; index < prompt.length; index++) {
    const message = prompt[index];
    switch (message?.role) {
      case "system":
        if (systemMode !== "remove") messages.push(encodeSystem(message, systemMode, context));
        else context.warnings.other("system messages are removed, as the caller wants it");
        break;
      case "user":
        if (context.compat.requiresAssistantAfterToolResult && messages.at(-1)?.role === "tool") {
          messages.push({ role: "assistant", content: "I have read the tool results." });
        }
        messages.push(encodeUser(message, context));
        break;
      case "assistant": {
        const encoded = encodeAssistant(message, context);
        if (encoded) messages.push(encoded);
        break;
      }
      case "tool": {
        const results = [message];
        for (let next = prompt[index + 1]; next?.role === "tool"; next = prompt[index + 1]) {
          results.push(next);
          index++;
        }
        messages.push(...encodeToolResults(results, context));
        break;
      }
    }
  }
  return messages;
}

function encodeSystem(
  { content, providerOptions }: SystemMessage,
  mode: JSONValue | undefined,
  context: EncodeContext,
): JSONObject {
  const usual = context.compat.supportsDeveloperRole && context.reasons ? "developer" : "system";
  const mark = cacheMark(providerOptions, context);
  return {
    role: mode === "system" || mode === "developer" ? mode : usual,
    ...nameField(providerOptions, context),
    content: mark ? [{ type: "text", text: content, ...mark }] : content,
    ...extraFields(providerOptions),
  };
}

/** One text goes as a plain string: simple servers know nothing else. */
function encodeUser({ content, providerOptions }: UserMessage, context: EncodeContext): JSONObject {
  const ofMessage = cacheMark(providerOptions, context);
  const named = { role: "user", ...nameField(providerOptions, context) };
  const extra = extraFields(providerOptions);
  const [first] = content;
  if (content.length === 1 && first?.type === "text" && !ofMessage) {
    const { text, providerOptions: options } = first;
    if (!cacheMark(options, context)) {
      return { ...named, content: text, ...extraFields(options), ...extra };
    }
  }
  const parts = content.map((part, index) => ({
    ...(part.type === "text" ? { type: "text", text: part.text } : encodeFile(part, context)),
    ...(cacheMark(part.providerOptions, context) ??
      (index === content.length - 1 ? ofMessage : undefined)),
    ...extraFields(part.providerOptions),
  }));
  return { ...named, content: parts, ...extra };
}
