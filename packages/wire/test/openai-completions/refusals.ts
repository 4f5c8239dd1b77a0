// Refused requests, in the forms that servers of this wire use.
import type { Refusal } from "../differential/judge.ts";

const error = (body: object): string => JSON.stringify({ error: body });

export const refusals: readonly Refusal[] = [
  {
    name: "rate limit",
    status: 429,
    headers: { "retry-after": "7" },
    body: error({ message: "Rate limit reached", type: "requests", code: "rate_limit_exceeded" }),
  },
  {
    name: "quota",
    status: 429,
    body: error({ message: "You exceeded your quota", code: "insufficient_quota", param: null }),
  },
  {
    name: "key",
    status: 401,
    body: error({ message: "Incorrect API key provided: k", code: "invalid_api_key" }),
  },
  {
    name: "a code that is a number",
    status: 402,
    body: error({ message: "Insufficient credits", code: 402 }),
  },
  {
    name: "too long",
    status: 400,
    body: error({ message: "maximum context length is 8 tokens", code: "context_length_exceeded" }),
  },
  { name: "no JSON", status: 502, body: "<html>Bad Gateway</html>" },
  { name: "nothing", status: 503, body: "" },
  { name: "a text for an error", status: 400, body: '{"error":"model not found"}' },
  { name: "the reason elsewhere", status: 422, body: '{"detail":"Bad input"}' },
];
