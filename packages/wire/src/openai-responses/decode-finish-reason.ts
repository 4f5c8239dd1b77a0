// Why the model stopped, in the neutral form. This wire names a reason only for answers that it did not
// complete; what a complete one asks for is told by its items.
import type { FinishReason } from "@mayros/core";

export interface AnswerFacts {
  hasToolCalls: boolean;
  hasRefusal: boolean;
}

export function decodeFinishReason(raw: string | undefined, facts: AnswerFacts): FinishReason {
  return { unified: unify(raw, facts), raw };
}

function unify(raw: string | undefined, facts: AnswerFacts): FinishReason["unified"] {
  if (raw === "max_output_tokens") return "length";
  if (raw === "content_filter") return "content-filter";
  if (facts.hasToolCalls) return "tool-calls";
  if (raw !== undefined) return "other";
  return facts.hasRefusal ? "content-filter" : "stop";
}
