// Mayros as an AI SDK provider: models by ref, each with the same options.
import {
  type EmbedAnswer,
  type EmbeddingModelV4,
  type LanguageModelV4,
  MayrosError,
  type ModelRef,
  type PartSink,
  type ProviderV4,
  parseModelRef,
} from "@mayros/core";
import {
  createEmbeddingModel,
  createLanguageModel,
  type RequestOptions,
  type RunHandle,
  type WholeAnswer,
} from "@mayros/engine";
import type { Machine } from "../machine/open-machine.ts";
import { requireUsable } from "./require-usable.ts";
import type { RunRequest } from "./start-run.ts";
import type { RunListener } from "./tell-events.ts";
import type { EmbedRequest } from "./whole-requests.ts";

/** What all requests of a model have in common. */
export interface ModelOptions extends Pick<RequestOptions, "profile" | "sessionId"> {
  /** Told of every step of its requests; never holds a secret. */
  readonly onEvent?: RunListener | undefined;
  /**
   * Refs or aliases to ask in its place when it fails. Default: none for a ref, an alias's own for an alias. Embeddings have
   * none: vectors of two models can't be compared.
   */
  readonly fallbacks?: readonly string[] | undefined;
}

/** Also a function: `provider("zai/glm-4.7")`. */
export interface ModelProvider extends ProviderV4 {
  (ref: string): LanguageModelV4;
}

const requests = () => import("./whole-requests.ts");

export function mayrosLanguageModel(
  machine: Machine,
  run: (request: RunRequest, sink: PartSink) => RunHandle,
  model: string,
  options: ModelOptions = {},
): LanguageModelV4 {
  requireUsable("languageModel", options, [], { model });
  return createLanguageModel(
    refOf(model),
    (call, sink) => run({ ...options, ...call, model }, sink),
    async () => (await requests()).supportedUrls(machine, model),
  );
}

export function mayrosEmbeddingModel(
  machine: Machine,
  embed: (request: EmbedRequest) => Promise<WholeAnswer<EmbedAnswer>>,
  model: string,
  options: ModelOptions = {},
): EmbeddingModelV4 {
  requireUsable("embeddingModel", options, [], { model });
  return createEmbeddingModel(
    refOf(model),
    (call) => embed({ ...options, ...call, model }),
    async () => (await requests()).maxTexts(machine, model),
  );
}

export function mayrosProvider(
  models: {
    readonly languageModel: (ref: string, options: ModelOptions) => LanguageModelV4;
    readonly embeddingModel: (ref: string, options: ModelOptions) => EmbeddingModelV4;
  },
  options: ModelOptions = {},
): ModelProvider {
  requireUsable("provider", options);
  const languageModel = (ref: string): LanguageModelV4 => models.languageModel(ref, options);
  return Object.assign((ref: string) => languageModel(ref), {
    specificationVersion: "v4" as const,
    languageModel,
    embeddingModel: (ref: string) => models.embeddingModel(ref, options),
    imageModel: (ref: string): never => {
      throw new MayrosError("MAYROS_OPERATION_UNSUPPORTED", `${ref}: Mayros has no image models`, {
        hint: "ask a language model that writes images: its answer has file parts",
      });
    },
  });
}

/** An alias has no provider of its own before it is resolved. */
function refOf(model: string): ModelRef {
  return parseModelRef(model) ?? { provider: "mayros", model };
}
