// What a list shows of a model. Kept apart from the declaration so that an index can hold just this
// for 1,600 models.
import { type ModelDeclaration, withModelDefaults } from "./model-declaration.ts";

export interface ModelColumns {
  readonly id: string;
  readonly name: string;
  /** Wire format, where it is not the provider's. */
  readonly api?: string;
  /** `text` or `text+image`. */
  readonly input: string;
  readonly reasoning: boolean;
  /** Tokens. */
  readonly contextWindow: number;
  readonly maxTokens: number;
  /** US dollars per million tokens. */
  readonly inputCost: number;
  readonly outputCost: number;
}

export function modelColumns(declaration: ModelDeclaration): ModelColumns {
  const model = withModelDefaults(declaration);
  return {
    id: model.id,
    name: model.name,
    ...(declaration.api === undefined ? {} : { api: declaration.api }),
    input: model.input.join("+"),
    reasoning: model.reasoning,
    contextWindow: model.contextWindow,
    maxTokens: model.maxTokens,
    inputCost: model.cost.input,
    outputCost: model.cost.output,
  };
}
