// The conversation as this wire's messages. Roles must alternate, so messages of one side in a row become
// one; the system prompt stands outside.
import type { CallOptions, JSONObject, LanguageModelV4Message } from "@mayros/core";
import { dropLostCallers } from "./drop-lost-callers.ts";
import { encodeAssistant } from "./encode-assistant.ts";
import type { EncodeContext } from "./encode-context.ts";
import { encodeFile } from "./encode-files.ts";
import { encodeSystem, type SystemMessage } from "./encode-system.ts";
import { encodeToolResults } from "./encode-tool-results.ts";
import { dropLastThoughts, toolCallsLast, trimPrefill, type WireMessage } from "./wire-message.ts";

type UserMessage = Extract<LanguageModelV4Message, { role: "user" }>;

/** https://docs.claude.com/en/api/beta-headers (accessed 2026-11-22) */
const MID_SYSTEM_BETA = "mid-conversation-system-2026-04-07";

export function encodeMessages(call: CallOptions, context: EncodeContext): JSONObject {
  const system: JSONObject[] = [];
  const messages: WireMessage[] = [];
  let lastUser = -1;
  function append(role: "user" | "assistant", content: JSONObject[]): void {
    if (content.length === 0) return;
    if (role === "user") dropLastThoughts(messages, context.warnings);
    const last = messages.at(-1);
    if (last?.role === role) last.content.push(...content);
    else messages.push({ role, content });
  }
  for (const message of call.prompt) {
    if (message.role === "user") {
      append("user", encodeUser(message, context));
      lastUser = messages.length - 1;
    } else if (message.role === "assistant") {
      append("assistant", encodeAssistant(message, context));
    } else if (message.role === "tool") {
      append("user", encodeToolResults(message, context));
    } else {
      system.push(...placeSystem(message, messages, context));
    }
  }
  dropLastThoughts(messages, context.warnings);
  for (const message of messages) {
    if (message.role === "assistant") message.content = toolCallsLast(message.content);
  }
  dropLostCallers(messages, lastUser, context.warnings);
  trimPrefill(messages.at(-1));
  return { ...(system.length > 0 ? { system } : {}), messages };
}

/** What goes to the top. A message that only sets the effort stands among the others from the start. */
function placeSystem(
  message: SystemMessage,
  messages: WireMessage[],
  context: EncodeContext,
): JSONObject[] {
  const { text, changes, settings, betas } = encodeSystem(message, context);
  const bare = text.length === 0 && changes.length === 0;
  if (bare && Object.keys(settings).length === 0) return [];
  const first = messages.every(({ role }) => role === "system");
  const setsEffort = bare && settings.clear_at === undefined;
  const stays = context.compat.supportsMidConvoSystemMessages && (!first || setsEffort);
  if (stays) {
    for (const beta of [...(first ? [] : [MID_SYSTEM_BETA]), ...betas]) context.betas.add(beta);
    dropLastThoughts(messages, context.warnings);
    messages.push({ role: "system", content: [...text, ...changes], ...settings });
    return [];
  }
  if (betas.length > 0) {
    context.warnings.other("clearAt, effort and toolChanges of a system message were left out");
  }
  if (!first && text.length > 0) {
    context.warnings.converted("system message", "one within the conversation moved to the top");
  }
  return text;
}

/** Texts without a visible character are refused, so they are left out. */
function encodeUser(message: UserMessage, context: EncodeContext): JSONObject[] {
  const parts = message.content.filter((part) => part.type === "file" || part.text.trim() !== "");
  return parts.map((part, index) => {
    const last = index === parts.length - 1;
    const mark =
      context.cacheControl(part.providerOptions) ??
      (last ? context.cacheControl(message.providerOptions) : undefined);
    const block =
      part.type === "text" ? { type: "text", text: part.text } : encodeFile(part, context);
    return mark && block.type !== "container_upload" ? { ...block, cache_control: mark } : block;
  });
}
