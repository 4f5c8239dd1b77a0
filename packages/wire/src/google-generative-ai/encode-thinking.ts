// Reasoning: older models take a budget of tokens, newer ones a level. The words of a model's
// `thinkingLevelMap` decide, a number being a budget; where it has none, the model's generation.
// https://ai.google.dev/gemini-api/docs/thinking (accessed 2026-11-22)
import type { CallOptions, JSONObject } from "@mayros/core";
import { createWarnings } from "../encode/create-warnings.ts";
import { reasonsIn, type Thinking, thinkingFor } from "../encode/thinking-level.ts";
import type { EncodeContext } from "./encode-context.ts";

/** Shares of 65536 (2, 10, 30, 60 %), as the AI SDK takes them, up to what every model allows. */
const budgets: ReadonlyMap<string, string> = new Map([
  ["minimal", "1311"],
  ["low", "6554"],
  ["medium", "19661"],
  ["high", "24576"],
]);

/** Without `includeThoughts` a model thinks, but says nothing of it. */
export function encodeThinking(
  { reasoning }: CallOptions,
  context: EncodeContext,
): JSONObject | undefined {
  const { target, warnings } = context;
  if (reasoning === "none" && target.model.reasoning) return encodeOff(context);
  const model = { ...target.model, reasoning: reasonsIn(reasoning, target) };
  const level = thinkingFor(reasoning, { ...target, model }, warnings);
  return level.kind === "on"
    ? { ...thinkingField(wordOf(level, context)), includeThoughts: true }
    : undefined;
}

/** Most models cannot stop reasoning; the nearest thing is as little of it as they can. */
function encodeOff(context: EncodeContext): JSONObject | undefined {
  const { model } = context.target;
  const { off = context.compat.generation === 2 ? "0" : null } = model.thinkingLevelMap;
  if (off === "0") return thinkingField(off);
  const details = `${model.id} always reasons: as little as it can is asked for`;
  context.warnings.converted("reasoning", details);
  if (off !== null) return thinkingField(off);
  const least = thinkingFor("minimal", context.target, createWarnings());
  return least.kind === "on" ? thinkingField(wordOf(least, context)) : undefined;
}

function wordOf(
  { level, word }: Extract<Thinking, { kind: "on" }>,
  { target, compat }: EncodeContext,
): string {
  const declared = typeof target.model.thinkingLevelMap[level] === "string";
  return declared || compat.generation === 3 ? word : (budgets.get(level) ?? word);
}

function thinkingField(word: string): JSONObject {
  return /^\d+$/.test(word) ? { thinkingBudget: Number(word) } : { thinkingLevel: word };
}
