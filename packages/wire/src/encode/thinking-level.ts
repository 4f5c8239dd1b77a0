// From the level of reasoning that a call asks for to the vendor's word for it. A model that lacks the
// level gets the nearest one it has, with a warning.
import type { CallOptions, Model, Target, ThinkingLevel } from "@mayros/core";
import type { Warnings } from "./create-warnings.ts";

const levels = ["minimal", "low", "medium", "high", "xhigh", "max"] as const;
type ActiveLevel = (typeof levels)[number];

export type Thinking =
  /** The vendor's default. */
  | { readonly kind: "default" }
  /** `word` where the catalog knows what the vendor calls it. */
  | { readonly kind: "off"; readonly word?: string }
  | { readonly kind: "on"; readonly level: ActiveLevel; readonly word: string };

const byDefault: Thinking = { kind: "default" };

/** Whether the model reasons: as declared, or where no list has it, as whoever asks for a level thinks. */
export function reasonsIn(level: string | undefined, { model, known = true }: Target): boolean {
  const asks = level !== undefined && level !== "provider-default" && level !== "none";
  return model.reasoning || (asks && !known);
}

export function thinkingFor(
  reasoning: CallOptions["reasoning"],
  target: Pick<Target, "model" | "known">,
  warnings: Warnings,
): Thinking {
  if (reasoning === undefined || reasoning === "provider-default") return byDefault;
  if (reasoning === "none") return thinkingOff(target, warnings);
  const { model } = target;
  if (!model.reasoning) {
    warnings.unsupported("reasoning", `${model.id} is declared as a model that does not reason`);
    return byDefault;
  }
  const level = nearestLevel(reasoning, model);
  if (level === undefined) {
    warnings.unsupported("reasoning", `${model.id} has no level of reasoning that can be chosen`);
    return byDefault;
  }
  if (level !== reasoning) {
    warnings.converted("reasoning", `${model.id} has no level "${reasoning}": "${level}" is sent`);
  }
  return { kind: "on", level, word: wordFor(level, model) ?? level };
}

function thinkingOff(
  { model, known = true }: Pick<Target, "model" | "known">,
  warnings: Warnings,
): Thinking {
  if (!model.reasoning) {
    // Asking a model that does not reason to stop is mostly an error of the vendor's.
    if (!known)
      warnings.unsupported("reasoning", `no list has ${model.id}: it may reason all the same`);
    return byDefault;
  }
  const word = model.thinkingLevelMap.off;
  if (word === null) {
    warnings.unsupported("reasoning", `${model.id} always reasons`);
    return byDefault;
  }
  return word === undefined ? { kind: "off" } : { kind: "off", word };
}

/** The vendor's word; null where the model lacks the level. The two highest exist only if declared. */
function wordFor(level: ActiveLevel, model: Model): string | null {
  const word = model.thinkingLevelMap[level satisfies ThinkingLevel];
  if (word !== undefined) return word;
  return level === "xhigh" || level === "max" ? null : level;
}

/** The wanted level, else the next higher one, else the next lower one. */
function nearestLevel(wanted: ActiveLevel, model: Model): ActiveLevel | undefined {
  const from = levels.indexOf(wanted);
  const byDistance = [...levels.slice(from), ...levels.slice(0, from).reverse()];
  return byDistance.find((level) => wordFor(level, model) !== null);
}
