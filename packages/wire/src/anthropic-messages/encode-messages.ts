// The conversation as this wire's messages. Roles must alternate, so messages of one side in a row become
// one; the system prompt stands outside.
import type { CallOptions, JSONObject, LanguageModelV4Message } from "@mayros/core";
import { encodeAssistant, isThought } from "./encode-assistant.ts";
import type { EncodeContext } from "./encode-context.ts";
import { encodeFile } from "./encode-files.ts";
import { encodeToolResults } from "./encode-tool-results.ts";

type SystemMessage = Extract<LanguageModelV4Message, { role: "system" }>;
type UserMessage = Extract<LanguageModelV4Message, { role: "user" }>;

/** https://docs.anthropic.com/en/api/beta-headers (accessed 2026-11-22) */
const MID_SYSTEM_BETA = "mid-conversation-system-2026-04-07";

interface WireMessage extends JSONObject {
  role: "user" | "assistant" | "system";
  content: JSONObject[];
}

export function encodeMessages(call: CallOptions, context: EncodeContext): JSONObject {
  const system: JSONObject[] = [];
  const messages: WireMessage[] = [];
  function append(role: WireMessage["role"], content: JSONObject[]): void {
    if (content.length === 0) return;
    if (role !== "assistant") dropLastThoughts(messages, context);
    const last = messages.at(-1);
    if (last?.role === role) last.content.push(...content);
    else messages.push({ role, content });
  }
  for (const message of call.prompt) {
    if (message.role === "user") append("user", encodeUser(message, context));
    else if (message.role === "assistant") append("assistant", encodeAssistant(message, context));
    else if (message.role === "tool") append("user", encodeToolResults(message, context));
    else if (messages.length === 0) system.push(...encodeSystem(message, context));
    else if (context.compat.supportsMidConvoSystemMessages) {
      context.betas.add(MID_SYSTEM_BETA);
      append("system", encodeSystem(message, context));
    } else {
      context.warnings.converted("system message", "one within the conversation moved to the top");
      system.push(...encodeSystem(message, context));
    }
  }
  dropLastThoughts(messages, context);
  trimPrefill(messages.at(-1));
  return { ...(system.length > 0 ? { system } : {}), messages };
}

function encodeSystem(message: SystemMessage, context: EncodeContext): JSONObject[] {
  if (message.content.trim() === "") return [];
  const mark = context.cacheControl(message.providerOptions);
  return [{ type: "text", text: message.content, ...(mark ? { cache_control: mark } : {}) }];
}

/** Texts without a visible character are refused, so they are left out. */
function encodeUser(message: UserMessage, context: EncodeContext): JSONObject[] {
  const parts = message.content.filter((part) => part.type === "file" || part.text.trim() !== "");
  return parts.map((part, index) => {
    const last = index === parts.length - 1;
    const mark =
      context.cacheControl(part.providerOptions) ??
      (last ? context.cacheControl(message.providerOptions) : undefined);
    return {
      ...(part.type === "text" ? { type: "text", text: part.text } : encodeFile(part, context)),
      ...(mark ? { cache_control: mark } : {}),
    };
  });
}

/** A message that ends in reasoning is refused; answers that were broken off end so. */
function dropLastThoughts(messages: WireMessage[], { warnings }: EncodeContext): void {
  const last = messages.at(-1);
  if (last?.role !== "assistant") return;
  const kept = last.content.findLastIndex((block) => !isThought(block)) + 1;
  if (kept === last.content.length) return;
  warnings.unsupported("reasoning part", "an assistant message must not end in one");
  last.content.length = kept;
  if (kept === 0) messages.pop();
}

/** An answer that the model is to continue must not end in white space. */
function trimPrefill(last: WireMessage | undefined): void {
  const block = last?.role === "assistant" ? last.content.at(-1) : undefined;
  if (typeof block?.text === "string") block.text = block.text.trimEnd();
}
