// Why the model stopped, in the neutral form.
import type { FinishReason } from "@mayros/core";

const unified: ReadonlyMap<string, FinishReason["unified"]> = new Map([
  ["stop", "stop"],
  ["end", "stop"],
  ["end_turn", "stop"],
  ["eos", "stop"],
  ["stop_sequence", "stop"],
  ["length", "length"],
  ["max_tokens", "length"],
  ["model_length", "length"],
  ["model_context_window_exceeded", "length"],
  ["content_filter", "content-filter"],
  ["sensitive", "content-filter"],
  ["tool_calls", "tool-calls"],
  ["function_call", "tool-calls"],
  ["error", "error"],
  ["network_error", "error"],
  ["insufficient_system_resource", "error"],
]);

const canMeanTools: ReadonlySet<string> = new Set(["stop", "other", "interrupted"]);

export interface AnswerFacts {
  readonly hasToolCalls: boolean;
  readonly hasRefusal: boolean;
  /** What it means that the server names no reason. */
  readonly unsaid: FinishReason["unified"];
}

/** Some servers say "stop", or a word of their own, where they mean that a tool is to be called. */
export function decodeFinishReason(raw: string | undefined, facts: AnswerFacts): FinishReason {
  const reason = raw === undefined ? facts.unsaid : (unified.get(raw.toLowerCase()) ?? "other");
  if (facts.hasToolCalls && canMeanTools.has(reason)) {
    return { unified: "tool-calls", raw };
  }
  if (facts.hasRefusal && reason === "stop") return { unified: "content-filter", raw };
  return { unified: reason, raw };
}
