// The conversation as this wire's messages. System and user messages are here; what a model said and
// what tools answered have files of their own.
import type { CallOptions, JSONObject, LanguageModelV4Message } from "@mayros/core";
import { encodeAssistant } from "./encode-assistant.ts";
import type { EncodeContext } from "./encode-context.ts";
import { encodeFile } from "./encode-files.ts";
import { encodeToolResults } from "./encode-tool-results.ts";

type UserMessage = Extract<LanguageModelV4Message, { role: "user" }>;

export function encodeMessages(call: CallOptions, context: EncodeContext): JSONObject[] {
  const messages: JSONObject[] = [];
  const { prompt } = call;
  for (let index = 0; index < prompt.length; index++) {
    const message = prompt[index];
    switch (message?.role) {
      case "system":
        messages.push(encodeSystem(message, context));
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
  message: Extract<LanguageModelV4Message, { role: "system" }>,
  context: EncodeContext,
): JSONObject {
  const { compat, target } = context;
  const developer = compat.supportsDeveloperRole === true && target.model.reasoning;
  const cacheControl = context.cacheControl(message.providerOptions);
  return {
    role: developer ? "developer" : "system",
    content: cacheControl
      ? [{ type: "text", text: message.content, cache_control: cacheControl }]
      : message.content,
  };
}

/** One text goes as a plain string: simple servers know nothing else. */
function encodeUser(message: UserMessage, context: EncodeContext): JSONObject {
  const { content } = message;
  const cached = context.cacheControl(message.providerOptions);
  const [first] = content;
  if (content.length === 1 && first?.type === "text" && !cached) {
    if (!context.cacheControl(first.providerOptions)) return { role: "user", content: first.text };
  }
  return {
    role: "user",
    content: content.map((part, index) => {
      const last = index === content.length - 1;
      const mark = context.cacheControl(part.providerOptions) ?? (last ? cached : undefined);
      return {
        ...(part.type === "text" ? { type: "text", text: part.text } : encodeFile(part, context)),
        ...(mark ? { cache_control: mark } : {}),
      };
    }),
  };
}
