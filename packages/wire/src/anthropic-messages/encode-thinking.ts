// Reasoning and the limit of output tokens, which on this wire is one sum: what the model thinks counts
// as output. Older models take a budget, newer ones an effort.
// https://docs.anthropic.com/en/docs/build-with-claude/extended-thinking,
// https://docs.anthropic.com/en/docs/build-with-claude/adaptive-thinking (accessed 2026-11-22)
import type { CallOptions, JSONObject } from "@mayros/core";
import { type Thinking, thinkingFor } from "../encode/thinking-level.ts";
import { numberOf, recordOf, textOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";

/** The smallest budget that the wire takes, and what is always left for the answer. */
const LEAST = 1024;
const budgets = {
  minimal: 1024,
  low: 2048,
  medium: 8192,
  high: 16_384,
  xhigh: 32_768,
  max: 65_536,
};

export interface EncodedThinking {
  readonly maxTokens: number;
  readonly thinking?: JSONObject;
  readonly effort?: string;
  /** Whether the model will think in a way that forbids sampling settings. */
  readonly on: boolean;
}

/** `option` is the provider option `thinking`; it goes before the call's own level. */
export function encodeThinking(
  call: CallOptions,
  option: unknown,
  context: EncodeContext,
): EncodedThinking {
  const { target, warnings } = context;
  const maxTokens = call.maxOutputTokens ?? target.model.maxTokens;
  const wanted = readOption(option, context);
  if (wanted) {
    const { type, budget, ...rest } = wanted;
    if (type !== "enabled") {
      return { maxTokens, thinking: { type, ...rest }, on: type !== "disabled" };
    }
    const encoded = withBudget(call, budget ?? LEAST, context);
    return encoded.thinking ? { ...encoded, thinking: { ...encoded.thinking, ...rest } } : encoded;
  }
  return fromLevel(thinkingFor(call.reasoning, target.model, warnings), call, maxTokens, context);
}

interface ThinkingOption {
  readonly type: string;
  readonly budget?: number;
  readonly display?: string;
}

/** By the AI SDK's names or the wire's; what is not used is warned about. */
function readOption(option: unknown, { warnings }: EncodeContext): ThinkingOption | undefined {
  if (option === undefined) return undefined;
  const fields = recordOf(option);
  const type = textOf(fields?.type);
  if (!fields || type === undefined) {
    warnings.unsupported("provider option thinking", "it has no type");
    return undefined;
  }
  const display = textOf(fields.display);
  const used = [
    "type",
    "display",
    ...(type === "enabled" ? ["budgetTokens", "budget_tokens"] : []),
  ];
  for (const name of Object.keys(fields).filter((each) => !used.includes(each))) {
    warnings.unsupported(`provider option thinking.${name}`, `it is not used with type "${type}"`);
  }
  const budget = numberOf(fields.budgetTokens) ?? numberOf(fields.budget_tokens);
  return {
    type,
    ...(budget === undefined || type !== "enabled" ? {} : { budget }),
    ...(display === undefined ? {} : { display }),
  };
}

function fromLevel(
  level: Thinking,
  call: CallOptions,
  maxTokens: number,
  context: EncodeContext,
): EncodedThinking {
  if (level.kind === "default") return { maxTokens, on: false };
  if (level.kind === "off") return { maxTokens, thinking: { type: "disabled" }, on: false };
  if (context.compat.forceAdaptiveThinking) {
    // There is no effort below "low".
    const effort = level.word === "minimal" ? "low" : level.word;
    // Newer models leave their thoughts out of the answer unless they are asked for.
    const thinking = { type: "adaptive", display: "summarized" };
    return { maxTokens, thinking, effort, on: true };
  }
  const budget = /^\d+$/.test(level.word) ? Number(level.word) : budgets[level.level];
  return withBudget(call, budget, context);
}

/** The caller's limit is for the answer, so the budget comes on top, as far as the model allows. */
function withBudget(call: CallOptions, wanted: number, context: EncodeContext): EncodedThinking {
  const { model } = context.target;
  const answer = call.maxOutputTokens;
  const ceiling = Math.max(model.maxTokens, answer ?? 0);
  const maxTokens = answer === undefined ? ceiling : Math.min(answer + wanted, ceiling);
  const budget = Math.min(wanted, maxTokens - Math.min(LEAST, answer ?? LEAST));
  if (budget < LEAST) {
    context.warnings.unsupported("reasoning", `${maxTokens} output tokens leave no room for it`);
    return { maxTokens: answer ?? model.maxTokens, on: false };
  }
  return { maxTokens, thinking: { type: "enabled", budget_tokens: budget }, on: true };
}
