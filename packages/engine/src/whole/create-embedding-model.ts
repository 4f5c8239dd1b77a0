// A Mayros model for `embed` and `embedMany` of the AI SDK.
import type { EmbedAnswer, EmbedCall, EmbeddingModelV4, ModelRef } from "@mayros/core";
import type { WholeAnswer } from "./ask-whole.ts";

/** Asks one model for embeddings. */
export type Embed = (call: EmbedCall) => Promise<WholeAnswer<EmbedAnswer>>;

/** `maxTexts` is asked once per call of `embedMany`. */
export function createEmbeddingModel(
  ref: ModelRef,
  embed: Embed,
  maxTexts: () => Promise<number | undefined>,
): EmbeddingModelV4 {
  return {
    specificationVersion: "v4",
    provider: ref.provider,
    modelId: ref.model,
    get maxEmbeddingsPerCall() {
      return maxTexts();
    },
    supportsParallelCalls: true,
    async doEmbed(call) {
      try {
        const { answer, warnings, origin } = await embed(call);
        const { embeddings, tokens } = answer;
        return {
          embeddings,
          ...(tokens === undefined ? {} : { usage: { tokens } }),
          response: { headers: { ...origin.headers } },
          warnings: [...warnings],
        };
      } catch (error) {
        // A caller who aborted gets the reason of the signal, as from any other AI SDK model.
        throw call.abortSignal?.aborted ? call.abortSignal.reason : error;
      }
    },
  };
}
