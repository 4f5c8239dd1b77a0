// The quirks of models and servers that speak this wire, as flags: the codec asks what a server can, never
// who it is. Models whose `thinkingLevelMap` holds words (not budgets of tokens) are of the generation that
// can more and demands more, so the flags that tell the generations apart default by it.
// https://ai.google.dev/gemini-api/docs/gemini-3 (accessed 2026-11-22)
import type { Target } from "@mayros/core";

export interface GoogleGenerativeAiCompat {
  /** A function call that goes back needs a thought signature. Default: models with thinking levels. */
  requiresThoughtSignatures?: boolean;
  /** Files stand within a function response. Default: models with thinking levels; else they follow it. */
  supportsFunctionResponseParts?: boolean;
  /** Functions and the server's own tools go together. Default: models with thinking levels. */
  supportsToolCombination?: boolean;
  /** A JSON schema and functions go together. Default: models with thinking levels; else a tool stands in. */
  supportsJsonSchemaWithTools?: boolean;
  /** false: `responseJsonSchema` is refused. Default true. */
  supportsJsonSchema?: boolean;
  /** false: the system prompt stands before the first user message. Default true. */
  supportsSystemInstruction?: boolean;
  /** false: `presencePenalty` and `frequencyPenalty` are refused. Default true. */
  supportsPenalties?: boolean;
  /** false: function calls and responses have no `id`. Default true. */
  supportsFunctionCallIds?: boolean;
}

/** Flags come from checked manifests and config; a flag of a wrong type acts as if it were not there. */
export function compatOf({ compat, model }: Target): Required<GoogleGenerativeAiCompat> {
  const byLevels = Object.values(model.thinkingLevelMap).some(
    (word) => typeof word === "string" && !/^\d+$/.test(word),
  );
  const flag = (name: keyof GoogleGenerativeAiCompat, byDefault: boolean): boolean => {
    const value = (compat as Record<string, unknown>)[name];
    return typeof value === "boolean" ? value : byDefault;
  };
  return {
    requiresThoughtSignatures: flag("requiresThoughtSignatures", byLevels),
    supportsFunctionResponseParts: flag("supportsFunctionResponseParts", byLevels),
    supportsToolCombination: flag("supportsToolCombination", byLevels),
    supportsJsonSchemaWithTools: flag("supportsJsonSchemaWithTools", byLevels),
    supportsJsonSchema: flag("supportsJsonSchema", true),
    supportsSystemInstruction: flag("supportsSystemInstruction", true),
    supportsPenalties: flag("supportsPenalties", true),
    supportsFunctionCallIds: flag("supportsFunctionCallIds", true),
  };
}
