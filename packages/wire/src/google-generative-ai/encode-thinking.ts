// Reasoning: older models take a budget of tokens, newer ones a level. What a model's `thinkingLevelMap`
// says decides: a number is a budget, a word a level, and without a word it is a budget, which both take.
// https://ai.google.dev/gemini-api/docs/thinking (accessed 2026-11-22)
import type { CallOptions, JSONObject } from "@mayros/core";
import { thinkingFor } from "../encode/thinking-level.ts";
import type { EncodeContext } from "./encode-context.ts";

/** Shares of 65536 (2, 10, 30, 60, 90 %), as the AI SDK takes them, up to what every model allows. */
const budgets = {
  minimal: 1311,
  low: 6554,
  medium: 19_661,
  high: 24_576,
  xhigh: 24_576,
  max: 24_576,
};

/** Without `includeThoughts` a model thinks, but says nothing of it. */
export function encodeThinking(
  call: CallOptions,
  { target, warnings }: EncodeContext,
): JSONObject | undefined {
  const level = thinkingFor(call.reasoning, target.model, warnings);
  if (level.kind === "default") return undefined;
  if (level.kind === "off") return thinkingField(level.word ?? "0");
  const declared = target.model.thinkingLevelMap[level.level];
  const sent = declared === undefined || declared === null ? budgets[level.level] : declared;
  return { ...thinkingField(String(sent)), includeThoughts: true };
}

function thinkingField(word: string): JSONObject {
  return /^\d+$/.test(word) ? { thinkingBudget: Number(word) } : { thinkingLevel: word };
}
