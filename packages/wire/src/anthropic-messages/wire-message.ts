// One message of a request, and what has to hold for it as a whole: the encoders of its parts do not see what
// stands beside them.
import type { JSONObject } from "@mayros/core";
import type { Warnings } from "../encode/create-warnings.ts";

export interface WireMessage extends JSONObject {
  role: "user" | "assistant" | "system";
  content: JSONObject[];
}

export function isThought(block: JSONObject): boolean {
  return block.type === "thinking" || block.type === "redacted_thinking";
}

/** Results must follow on their calls, so between two thoughts calls come last. */
export function toolCallsLast(blocks: readonly JSONObject[]): JSONObject[] {
  const sorted: JSONObject[] = [];
  let calls: JSONObject[] = [];
  for (const block of blocks) {
    if (block.type === "tool_use") {
      calls.push(block);
      continue;
    }
    if (isThought(block) || block.type === "fallback") {
      sorted.push(...calls);
      calls = [];
    }
    sorted.push(block);
  }
  return [...sorted, ...calls];
}

/** A message that ends in reasoning is refused; answers that were broken off end so. */
export function dropLastThoughts(messages: WireMessage[], warnings: Warnings): void {
  const last = messages.at(-1);
  if (last?.role !== "assistant") return;
  const kept = last.content.findLastIndex((block) => !isThought(block)) + 1;
  if (kept === last.content.length) return;
  warnings.other("reasoning at the end of an assistant message was left out: it is refused there");
  last.content.length = kept;
  if (kept === 0) messages.pop();
}

/** An answer that the model is to continue must not end in white space. */
export function trimPrefill(last: WireMessage | undefined): void {
  const block = last?.role === "assistant" ? last.content.at(-1) : undefined;
  if (typeof block?.text === "string") block.text = block.text.trimEnd();
}
