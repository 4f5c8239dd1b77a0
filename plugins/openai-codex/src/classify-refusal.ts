// What the refusals of ChatGPT's service mean that OpenAI's API does not know. Pure.
// https://github.com/router-for-me/CLIProxyAPI, internal/runtime/executor/codex_executor_terminal.go (accessed 2026-11-28)
import { type ClassifiedError, failureOf, type VendorError } from "@mayros/core";
import { classifyLimit } from "./classify-limit.ts";

export function classifyRefusal(error: VendorError): ClassifiedError | undefined {
  const { status, body } = error;
  if (/\bmodel is at capacity\b/i.test(body)) {
    // Also as a 429: it is no limit of this account.
    return { ...failureOf("overloaded", status), message: "the model is at capacity" };
  }
  if (/not supported when using Codex with a ChatGPT account/i.test(body)) {
    return {
      ...failureOf("not_found", status),
      message: "your ChatGPT plan does not have this model in Codex",
    };
  }
  return classifyLimit(error);
}
