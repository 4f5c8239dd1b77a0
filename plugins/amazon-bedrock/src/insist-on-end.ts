// A stream that breaks off is an answer with the reason "other" to the AI SDK's package, and half of an answer to whoever
// reads it. Bedrock says how an answer ended, always: without that word something is missing.
import type { LanguageModelV4, LanguageModelV4StreamResult, StreamPart } from "@mayros/core";

/** By this marker of the AI SDK's, and with no data in it, an error says that an answer lacks its end. */
const NO_DATA = Symbol.for("vercel.ai.error.AI_InvalidResponseDataError");

export function insistOnEnd(model: LanguageModelV4): LanguageModelV4 {
  return {
    specificationVersion: "v4",
    provider: model.provider,
    modelId: model.modelId,
    supportedUrls: model.supportedUrls,
    doGenerate: (options) => model.doGenerate(options),
    async doStream(options): Promise<LanguageModelV4StreamResult> {
      const result = await model.doStream(options);
      return { ...result, stream: result.stream.pipeThrough(new TransformStream({ transform })) };
    },
  };
}

function transform(part: StreamPart, controller: TransformStreamDefaultController<StreamPart>) {
  if (part.type !== "finish" || part.finishReason.raw !== undefined) {
    controller.enqueue(part);
    return;
  }
  controller.error(Object.assign(new Error("the answer ended early"), { [NO_DATA]: true }));
}
