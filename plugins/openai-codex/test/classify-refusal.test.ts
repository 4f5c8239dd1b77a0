// What the service's refusals are taken for.
import { expect, it } from "vitest";
import { classifyRefusal } from "../src/classify-refusal.ts";

const receivedAt = Date.UTC(2026, 10, 28);
const classify = (error: object | string, status = 429) =>
  classifyRefusal({
    status,
    headers: {},
    body: typeof error === "string" ? error : JSON.stringify({ error }),
    receivedAt,
  });

it.each([
  [{ resets_in_seconds: 2_520 }, 2_520, "in about 42 min"],
  [{ resets_in_seconds: "60" }, 60, "in about 1 min"],
  [{ resets_at: receivedAt / 1000 + 18_720 }, 18_720, "in about 5 h 12 min"],
  [{ resets_in_seconds: 5 * 86_400 }, 5 * 86_400, "in about 5 days"],
  [{ resets_in_seconds: 60, resets_at: 1 }, 60, "in about 1 min"],
])("%j is a limit that ends", (end, seconds, words) => {
  const found = classify({ type: "usage_limit_reached", plan_type: "Plus", ...end });
  expect(found).toMatchObject({
    kind: "rate_limit",
    rotate: true,
    daily: true,
    resetAt: receivedAt + seconds * 1000,
  });
  expect(found?.message).toContain("ChatGPT plan (plus)");
  expect(found?.message).toContain(words);
});

it("knows a limit that says no end, also within a stream", () => {
  const body = JSON.stringify({ type: "error", error: { code: "usage_limit_reached" } });
  const found = classifyRefusal({ headers: {}, body, receivedAt });
  expect(found).toMatchObject({ kind: "rate_limit", rotate: true });
  expect(found).not.toHaveProperty("resetAt");
});

it("knows a plan without Codex", () => {
  const found = classify({ type: "usage_not_included", plan_type: "free" });
  expect(found).toMatchObject({ kind: "billing", rotate: true, failover: true });
  expect(found?.message).toContain("(free) does not include Codex");
});

it.each<[object | string]>([
  [{ type: "rate_limit_exceeded" }],
  ["<html>"],
  ["null"],
  ["{}"],
  ['{"error":"usage_limit_reached"}'],
])("leaves %j to the wire format", (error) => {
  expect(classify(error)).toBeUndefined();
});

it.each([
  [429, "Selected model is at capacity. Please try a different model.", "overloaded"],
  [400, "The 'gpt-x' model is not supported when using Codex with a ChatGPT account.", "not_found"],
])("asks the next model after %i %s", (status, detail, kind) => {
  const found = classify(JSON.stringify({ detail }), status);
  expect(found).toMatchObject({ kind, rotate: false, failover: true, cooldown: "none" });
});
