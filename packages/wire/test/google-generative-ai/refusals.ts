// Answers with an error status.
import type { Refusal } from "../differential/judge.ts";

const RPC = "type.googleapis.com/google.rpc.";
const refusal = (code: number, status: string, message: string, details?: object[]): Refusal => ({
  name: `${code} ${status}`,
  status: code,
  body: JSON.stringify({ error: { code, message, status, ...(details ? { details } : {}) } }),
});

export const refusals: readonly Refusal[] = [
  refusal(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.", [
    { "@type": `${RPC}ErrorInfo`, reason: "API_KEY_INVALID", domain: "googleapis.com" },
  ]),
  refusal(403, "PERMISSION_DENIED", "Method doesn't allow unregistered callers."),
  refusal(404, "NOT_FOUND", "models/gemini-0 is not found for API version v1beta."),
  refusal(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota.", [
    { "@type": `${RPC}RetryInfo`, retryDelay: "34.07s" },
  ]),
  refusal(500, "INTERNAL", "An internal error has occurred."),
  refusal(503, "UNAVAILABLE", "The model is overloaded. Please try again later."),
  {
    name: "an error in a list",
    status: 400,
    body: '[{"error": {"code": 400, "message": "Bad.", "status": "INVALID_ARGUMENT"}}]',
  },
  { name: "a page", status: 502, body: "<html><h1>Bad Gateway</h1></html>" },
  { name: "nothing", status: 500, body: "" },
];
