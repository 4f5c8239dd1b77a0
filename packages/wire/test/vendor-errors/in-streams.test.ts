// Errors within an answer that began as a success, streamed and whole: nothing may be put out before them,
// so that the next key can still be asked.
import type { Codec, FailureKind } from "@mayros/core";
import { expect, it } from "vitest";
import { anthropicMessages } from "../../src/anthropic-messages/index.ts";
import { googleGenerativeAi } from "../../src/google-generative-ai/index.ts";
import { openaiCompletions } from "../../src/openai-completions/index.ts";
import { openaiResponses } from "../../src/openai-responses/index.ts";
import { replay, replayWhole } from "../replay.ts";
import { anthropic, google, NOW, openai, reason, routed } from "./refusal.ts";

const sse = (events: readonly object[]): Uint8Array =>
  new TextEncoder().encode(events.map((each) => `data: ${JSON.stringify(each)}\n\n`).join(""));

const begun = { type: "response.created", response: { id: "r", model: "m" } };
const frame = { type: "codex.rate_limits", plan_type: "pro", rate_limits: { allowed: false } };
const failed = (error: object): object => ({ type: "response.failed", response: { error } });
const used = { type: "usage_limit_reached", message: "Sorry." };

it.each<[FailureKind, boolean, Codec, object[]]>([
  ["rate_limit", true, openaiCompletions, [openai({ code: "rate_limit_exceeded" })]],
  ["rate_limit", true, openaiCompletions, [routed(429, "Provider returned error")]],
  ["billing", true, openaiCompletions, [anthropic("GoUsageLimitError")]],
  ["rate_limit", true, openaiResponses, [begun, failed({ code: "rate_limit_exceeded" })]],
  ["rate_limit", true, openaiResponses, [begun, frame, failed(used)]],
  ["rate_limit", true, openaiResponses, [{ type: "error", error: used }]],
  ["billing", true, openaiResponses, [{ type: "error", code: "insufficient_quota" }]],
  ["server", false, openaiResponses, [begun, failed({ code: "server_error" })]],
  ["rate_limit", true, anthropicMessages, [{ type: "ping" }, anthropic("rate_limit_error")]],
  ["overloaded", false, anthropicMessages, [anthropic("overloaded_error")]],
  ["billing", true, anthropicMessages, [anthropic("GoUsageLimitError")]],
  ["rate_limit", true, googleGenerativeAi, [google(429, "RESOURCE_EXHAUSTED")]],
  ["auth", false, googleGenerativeAi, [google(400, "INVALID", reason("API_KEY_INVALID"))]],
])("%s (another key: %s) by %o", (kind, rotate, codec, events) => {
  const last: object = events.at(-1) ?? {};
  const whole = "response" in last ? last.response : last;
  for (const parts of [replay(codec, [sse(events)]), replayWhole(codec, JSON.stringify(whole))]) {
    const part = parts.pop();
    if (part?.type !== "error") throw new Error("it ends with an error");
    const said = part.error as { body: string; status?: number };
    const classified = codec.classifyError({ ...said, headers: {}, receivedAt: NOW });
    expect(classified).toMatchObject({ kind, rotate });
    const announced = new Set(["response-metadata", "ping"]);
    expect(parts.filter(({ type }) => !announced.has(type))).toEqual([]);
  }
});
