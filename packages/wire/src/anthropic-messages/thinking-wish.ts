// How a model is to think: by an option of the call, else by its level of reasoning, as far as the model allows.
// https://docs.claude.com/en/docs/build-with-claude/extended-thinking,
// https://docs.claude.com/en/docs/build-with-claude/adaptive-thinking (accessed 2026-11-28)
import type { CallOptions, Model, Target } from "@mayros/core";
import { reasonsIn, type Thinking, thinkingFor } from "../encode/thinking-level.ts";
import type { EncodeContext } from "./encode-context.ts";
import { namespace } from "./namespace.ts";
import { readThinking, type ThinkingOption } from "./thinking-option.ts";

/** The smallest budget that the wire takes, and what is always left for the answer. */
export const LEAST = 1024;
/** Of the longest answer: the AI SDK's shares, so that a level means the same with both. */
const shares = { minimal: 0.02, low: 0.1, medium: 0.3, high: 0.6, xhigh: 0.9, max: 0.95 };

/** The least that some models can think, in the place of nothing. */
export const BETWEEN_TOOLS = "between_tools";

export interface Wish extends ThinkingOption {
  readonly effort?: string | undefined;
}

const nothing: Wish = { type: undefined, budget: undefined, details: {} };

/** `asksLevel`: whether the call's own level counts, which goes behind what the option says. */
export function thinkingWish(
  call: CallOptions,
  option: unknown,
  asksLevel: boolean,
  context: EncodeContext,
): Wish {
  const given = readThinking(option, context);
  const level = asksLevel ? fromLevel(call, context) : undefined;
  return possible({ ...nothing, ...level, ...given }, context);
}

/** Models that cannot stop thinking decide themselves how much. */
export function alwaysThinks({ compat, target }: EncodeContext): boolean {
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
