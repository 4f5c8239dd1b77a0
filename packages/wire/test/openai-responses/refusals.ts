// Answers with an error status, as the server and its copies send them.
import type { Refusal } from "../differential/judge.ts";

const json = (error: object): string => JSON.stringify({ error });

export const refusals: readonly Refusal[] = [
  {
    name: "wrong key",
    status: 401,
    body: json({
      message: "Incorrect API key provided: sk-x.",
      type: "invalid_request_error",
      param: null,
      code: "invalid_api_key",
    }),
  },
  {
    name: "rate limit",
    status: 429,
    headers: { "retry-after": "7" },
    body: json({
      message: "Rate limit reached for gpt-5.1 in organization org-1 on requests per min (RPM).",
      type: "requests",
      param: null,
      code: "rate_limit_exceeded",
    }),
  },
  {
    name: "no money",
    status: 429,
    body: json({
      message: "You exceeded your current quota, please check your plan and billing details.",
      type: "insufficient_quota",
      param: null,
      code: "insufficient_quota",
    }),
  },
  {
    name: "prompt too long",
    status: 400,
    body: json({
      message: "Your input exceeds the context window of this model.",
      type: "invalid_request_error",
      param: "input",
      code: "context_length_exceeded",
    }),
  },
  {
    name: "an item that is not kept",
    status: 404,
    body: json({
      message: "Item with id 'rs_1' not found. Items are not persisted when `store` is false.",
      type: "invalid_request_error",
      param: "input",
      code: null,
    }),
  },
  {
    name: "the model does not exist",
    status: 404,
    body: json({
      message: "The model `x` does not exist or you do not have access to it.",
      type: "invalid_request_error",
      param: null,
      code: "model_not_found",
    }),
  },
  {
    name: "overloaded",
    status: 503,
    body: json({
      message: "The engine is currently overloaded, please try again later",
      type: "server_error",
      param: null,
      code: "server_is_overloaded",
    }),
  },
  {
    name: "broken",
    status: 500,
    body: json({ message: "The server had an error", type: "server_error" }),
  },
  {
    name: "a sentence beside the form",
    status: 400,
    body: '{"detail":"Unsupported parameter: user"}',
  },
  { name: "a page", status: 502, body: "<html><body>Bad gateway</body></html>" },
  { name: "nothing", status: 504, body: "" },
];
