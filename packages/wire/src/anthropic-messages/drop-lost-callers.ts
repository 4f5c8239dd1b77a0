// Calls that code on the server made name that code. Where the prompt was shortened and lost it, the server
// refuses the name; but while a turn goes on it is needed to take the code up again.
// https://docs.claude.com/en/docs/agents-and-tools/tool-use/programmatic-tool-calling (accessed 2026-11-28)
import type { Warnings } from "../encode/create-warnings.ts";
import { recordOf, textOf } from "../json-shapes.ts";
import type { WireMessage } from "./wire-message.ts";

/** Changes the messages. `lastUser`: where the last message of the user stands, before which turns are over. */
export function dropLostCallers(
  messages: readonly WireMessage[],
  lastUser: number,
  warnings: Warnings,
): void {
  const answers = messages.filter(({ role }) => role === "assistant");
  const running = new Set(
    answers
      .flatMap(({ content }) => content)
      .filter(({ type, name }) => type === "server_tool_use" && name === "code_execution")
      .map(({ id }) => id),
  );
  for (const { role, content } of messages.slice(0, Math.max(0, lastUser))) {
    if (role !== "assistant") continue;
    for (const block of content) {
      const code = textOf(recordOf(block.caller)?.tool_id);
      if (code === undefined || running.has(code)) continue;
      delete block.caller;
      warnings.other(`the code that called a tool is no longer in the prompt (${code})`);
    }
  }
}
