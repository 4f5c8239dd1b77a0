// Reasoning and the limit of output tokens, which on this wire is one sum: what the model thinks counts
// as output. Older models take a budget, newer ones an effort.
// https://docs.claude.com/en/docs/build-with-claude/extended-thinking,
// https://docs.claude.com/en/docs/build-with-claude/adaptive-thinking (accessed 2026-11-28)
import type { CallOptions, JSONObject } from "@mayros/core";
import type { EncodeContext } from "./encode-context.ts";
import { namespace } from "./namespace.ts";
import { alwaysThinks, BETWEEN_TOOLS, LEAST, thinkingWish, type Wish } from "./thinking-wish.ts";

export interface EncodedThinking {
  readonly maxTokens: number;
  readonly thinking?: JSONObject;
  readonly effort?: string | undefined;
  /** Whether the model will think in a way that forbids sampling settings. */
  readonly on: boolean;
  /** Whether it thinks with a budget, which forbids forcing a tool on it. */
  readonly budgeted: boolean;
}

export function encodeThinking(
  call: CallOptions,
  option: unknown,
  effortOption: string | undefined,
  context: EncodeContext,
): EncodedThinking {
  const wish = thinkingWish(call, option, effortOption === undefined, context);
  const wanted = effortOption ?? (wish.type === "disabled" ? undefined : wish.effort);
  const effort = thinksFully(wish, context) ? wanted : atMostHigh(wanted, context);
  const { type, details } = wish;
  if (type === "enabled") return { ...withBudget(call, wish, context), effort };
  const maxTokens = call.maxOutputTokens ?? context.target.model.maxTokens;
  const thinking = { ...(type === undefined ? {} : { type }), ...details };
  return {
    maxTokens,
    ...(Object.keys(thinking).length > 0 ? { thinking } : {}),
    effort,
    on: type === "adaptive" || type === BETWEEN_TOOLS || alwaysThinks(context),
    budgeted: false,
  };
}

/** Whether it thinks enough for every effort. */
function thinksFully({ type }: Wish, { compat }: EncodeContext): boolean {
  if (type === "disabled") return compat.supportsHighEffortWithoutThinking !== false;
  return type !== BETWEEN_TOOLS;
}

function atMostHigh(effort: string | undefined, { warnings }: EncodeContext): string | undefined {
  if (effort !== "xhigh" && effort !== "max") return effort;
  warnings.unsupported(
    `providerOptions.${namespace}.effort`,
    `"${effort}" does not go with so little thinking: "high" is sent`,
  );
  return "high";
}

/** The caller's limit is for the answer, so the budget comes on top, as far as the model allows. */
function withBudget(
  call: CallOptions,
  wish: Wish,
  { target, warnings }: EncodeContext,
): EncodedThinking {
  const { model } = target;
  if (wish.budget === undefined) {
    warnings.converted("extended thinking", `it needs a budget: ${LEAST} tokens are sent`);
  }
  const { budget: wanted = LEAST } = wish;
  const answer = call.maxOutputTokens;
  const ceiling = Math.max(model.maxTokens, answer ?? 0);
  const maxTokens = answer === undefined ? ceiling : Math.min(answer + wanted, ceiling);
  const room = maxTokens - Math.min(LEAST, answer ?? LEAST);
  if (room < LEAST) {
    warnings.unsupported("reasoning", `${maxTokens} output tokens leave no room for it`);
    return { maxTokens: answer ?? model.maxTokens, on: false, budgeted: false };
  }
  const thinking = { type: "enabled", budget_tokens: Math.min(wanted, room), ...wish.details };
  return { maxTokens, thinking, on: true, budgeted: true };
}
