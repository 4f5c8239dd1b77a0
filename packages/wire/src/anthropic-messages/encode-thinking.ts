// Reasoning and the limit of output tokens, which on this wire is one sum: what the model thinks counts
// as output. Older models take a budget, newer ones an effort.
// https://docs.claude.com/en/docs/build-with-claude/extended-thinking,
// https://docs.claude.com/en/docs/build-with-claude/adaptive-thinking (accessed 2026-11-28)
import type { CallOptions, JSONObject, Model, Target } from "@mayros/core";
import { reasonsIn, type Thinking, thinkingFor } from "../encode/thinking-level.ts";
import type { EncodeContext } from "./encode-context.ts";
import { namespace } from "./namespace.ts";
import { readThinking, type ThinkingOption } from "./thinking-option.ts";

/** The smallest budget that the wire takes, and what is always left for the answer. */
const LEAST = 1024;
/** Of the longest answer: the AI SDK's shares, so that a level means the same with both. */
const shares = { minimal: 0.02, low: 0.1, medium: 0.3, high: 0.6, xhigh: 0.9, max: 0.95 };

export interface EncodedThinking {
  readonly maxTokens: number;
  readonly thinking?: JSONObject;
  readonly effort?: string | undefined;
  /** Whether the model will think in a way that forbids sampling settings. */
  readonly on: boolean;
  /** Whether it thinks with a budget, which forbids forcing a tool on it. */
  readonly budgeted: boolean;
}

interface Wish extends ThinkingOption {
  readonly effort?: string | undefined;
}

/** Options go before the call's own level, which still sets the effort where no option does. */
export function encodeThinking(
  call: CallOptions,
  option: unknown,
  effortOption: string | undefined,
  context: EncodeContext,
): EncodedThinking {
  const given = readThinking(option, context);
  const level = effortOption === undefined ? fromLevel(call, context) : undefined;
  const wish = possible({ ...nothing, ...level, ...given }, context);
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

const nothing: Wish = { type: undefined, budget: undefined, details: {} };

/** The least that some models can think, in the place of nothing. */
const BETWEEN_TOOLS = "between_tools";

/** Models that cannot stop thinking decide themselves how much. */
function alwaysThinks({ compat, target }: EncodeContext): boolean {
  const { off } = target.model.thinkingLevelMap;
  return compat.forceAdaptiveThinking === true && (off === null || off === BETWEEN_TOOLS);
}

function leastOf({ thinkingLevelMap }: Model): typeof BETWEEN_TOOLS | undefined {
  return thinkingLevelMap.off === BETWEEN_TOOLS ? BETWEEN_TOOLS : undefined;
}

/** What of a wish the model refuses is replaced by what comes nearest. */
function possible(wish: Wish, context: EncodeContext): Wish {
  const { compat, warnings, target } = context;
  const always = alwaysThinks(context);
  const noBudget = always || compat.supportsBudgetThinking === false;
  const refused = wish.type === "enabled" ? noBudget : wish.type === "disabled" && always;
  if (!refused) return wish;
  const least = leastOf(target.model);
  warnings.unsupported(
    `providerOptions.${namespace}.thinking`,
    `${target.model.id} thinks as much as it sees fit: set an effort`,
  );
  return { ...nothing, effort: wish.effort, type: wish.type === "enabled" ? "adaptive" : least };
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

function fromLevel(call: CallOptions, context: EncodeContext): Wish | undefined {
  const { warnings, target } = context;
  if (call.reasoning === "none" && alwaysThinks(context)) {
    const least = leastOf(target.model);
    warnings.converted("reasoning", `${target.model.id} always thinks: it is asked for the least`);
    return { ...nothing, ...(least ? { type: least } : { effort: "low" }) };
  }
  const level = thinkingFor(call.reasoning, withBudgets(call, context), warnings);
  if (level.kind === "default") return undefined;
  if (level.kind === "off") return { ...nothing, type: "disabled" };
  if (!isAdaptive(context)) {
    return { ...nothing, type: "enabled", budget: budgetFor(level, target.model) };
  }
  // There is no effort below "low".
  const effort = level.word === "minimal" ? "low" : level.word;
  if (effort !== level.word) warnings.converted("reasoning", `the least effort is "${effort}"`);
  // Newer models leave their thoughts out of the answer unless they are asked for.
  return { ...nothing, type: "adaptive", details: { display: "summarized" }, effort };
}

/** A model that no list has is a new one. */
function isAdaptive({ compat, target }: EncodeContext): boolean {
  return compat.forceAdaptiveThinking ?? target.known === false;
}

/** Every level has a budget, whether the catalog lists it or not. */
function withBudgets({ reasoning }: CallOptions, context: EncodeContext): Target {
  const { target } = context;
  const model = { ...target.model, reasoning: reasonsIn(reasoning, target) };
  if (isAdaptive(context)) return { ...target, model };
  const thinkingLevelMap = { xhigh: "xhigh", max: "max", ...model.thinkingLevelMap };
  return { ...target, model: { ...model, thinkingLevelMap } };
}

function budgetFor({ level, word }: Extract<Thinking, { kind: "on" }>, model: Model): number {
  if (/^\d+$/.test(word)) return Number(word);
  return Math.max(LEAST, Math.round(model.maxTokens * shares[level]));
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
