// The conversation as this wire's contents. The system prompt stands outside; the answers to all calls of
// one turn must stand in one content, so tool messages in a row become one.
// https://ai.google.dev/api/caching#Content (accessed 2026-11-22)
import type { CallOptions, JSONObject, LanguageModelV4Message } from "@mayros/core";
import { encodeAssistant } from "./encode-assistant.ts";
import type { EncodeContext } from "./encode-context.ts";
import { encodeFile } from "./encode-files.ts";
import { encodeToolResults } from "./encode-tool-results.ts";

type UserMessage = Extract<LanguageModelV4Message, { role: "user" }>;

interface Content extends JSONObject {
  role: "user" | "model";
  parts: JSONObject[];
}

export function encodeMessages(call: CallOptions, context: EncodeContext): JSONObject {
  const system: string[] = [];
  const contents: Content[] = [];
  let before: string | undefined;
  function append(role: Content["role"], parts: JSONObject[], from: string): void {
    if (parts.length === 0) return;
    const last = contents.at(-1);
    if (from === "tool" && before === "tool" && last) last.parts.push(...parts);
    else contents.push({ role, parts });
    before = from;
  }
  for (const message of call.prompt) {
    if (message.role === "system") {
      if (contents.length > 0) {
        const details = "one within the conversation moved to the top";
        context.warnings.converted("system message", details);
      }
      system.push(message.content);
    } else if (message.role === "user") append("user", encodeUser(message, context), "user");
    else if (message.role === "assistant") {
      append("model", encodeAssistant(message, context), "assistant");
    } else {
      const { inModel, results } = encodeToolResults(message, context);
      const last = contents.at(-1);
      if (last?.role === "model") last.parts.push(...inModel);
      else append("model", inModel, "assistant");
      append("user", results, "tool");
    }
  }
  if (system.length === 0) return { contents };
  if (context.compat.supportsSystemInstruction) {
    return { contents, systemInstruction: { parts: system.map((text) => ({ text })) } };
  }
  return { contents: withSystemText(contents, system.join("\n\n")) };
}

function encodeUser({ content }: UserMessage, context: EncodeContext): JSONObject[] {
  return content.map((part) =>
    part.type === "text" ? { text: part.text } : encodeFile(part, context),
  );
}

function withSystemText(contents: Content[], text: string): Content[] {
  const [first, ...rest] = contents;
  const part = { text: `${text}\n\n` };
  return first?.role === "user"
    ? [{ role: "user", parts: [part, ...first.parts] }, ...rest]
    : [{ role: "user", parts: [part] }, ...contents];
}
