// Answers with a status that says no.
import type { Refusal } from "../differential/judge.ts";

const refusal = (name: string, status: number, type: string, message: string): Refusal => ({
  name,
  status,
  body: JSON.stringify({ type: "error", error: { type, message }, request_id: "req_011" }),
});

export const refusals: readonly Refusal[] = [
  refusal("no such model", 404, "not_found_error", "model: claude-none"),
  refusal("wrong key", 401, "authentication_error", "invalid x-api-key"),
  refusal("too fast", 429, "rate_limit_error", "Number of request tokens has exceeded your limit."),
  refusal("too much", 400, "invalid_request_error", "prompt is too long: 210000 tokens > 200000"),
  refusal("overloaded", 529, "overloaded_error", "Overloaded"),
  refusal("no credit", 400, "invalid_request_error", "Your credit balance is too low."),
];
