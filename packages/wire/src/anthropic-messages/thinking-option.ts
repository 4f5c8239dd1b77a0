// The provider option `thinking`, by the AI SDK's names or the wire's.
// https://docs.claude.com/en/docs/build-with-claude/extended-thinking,
// https://docs.claude.com/en/docs/build-with-claude/adaptive-thinking (accessed 2026-11-28)
import type { JSONObject } from "@mayros/core";
import { snakeKeys } from "../encode/snake-keys.ts";
import { numberOf, recordOf, textOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";

export interface ThinkingOption {
  /** Undefined where only a binding is set. */
  readonly type: string | undefined;
  readonly budget: number | undefined;
  /** What goes along as it is. */
  readonly details: JSONObject;
}

/** What is not used is warned about. */
export function readThinking(
  option: unknown,
  { warnings, betas }: EncodeContext,
): ThinkingOption | undefined {
  if (option === undefined) return undefined;
  const fields = recordOf(option);
  const binding = recordOf(fields?.blockBinding ?? fields?.block_binding);
  const type = textOf(fields?.type);
  if (!fields || (type === undefined && !binding)) {
    warnings.unsupported("provider option thinking", "it has no type");
    return undefined;
  }
  const budgeted = type === "enabled";
  const used = ["type", "display", "blockBinding", "block_binding"];
  if (budgeted) used.push("budgetTokens", "budget_tokens");
  for (const name of Object.keys(fields).filter((each) => !used.includes(each))) {
    warnings.unsupported(`provider option thinking.${name}`, `it is not used with type "${type}"`);
  }
  const display = textOf(fields.display);
  if (display === "updates") betas.add("thinking-display-updates-2026-08-18");
  if (binding) betas.add("thinking-binding-controls-2026-08-01");
  return {
    type,
    budget: budgeted
      ? (numberOf(fields.budgetTokens) ?? numberOf(fields.budget_tokens))
      : undefined,
    details: {
      ...(display === undefined ? {} : { display }),
      ...(binding ? { block_binding: snakeKeys(binding) } : {}),
    },
  };
}
