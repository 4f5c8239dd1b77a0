// A model of the AI SDK's specification v3, asked as one of v4: what the two call otherwise is renamed, and what v3 can't
// carry is left out with a warning. ai@7 does the same for its own callers
// (https://github.com/vercel/ai, packages/ai/src/model/as-language-model-v4.ts), without the warnings.
import type { CallOptions, LanguageModelV3, StreamPart, Warning } from "@mayros/core";
import type { AskedModel } from "../asked-model.ts";
import { contentFromV3, partFromV3 } from "./answer-from-v3.ts";
import { promptToV3 } from "./prompt-to-v3.ts";

/** As far as it is asked. */
export type AskedV3 = Pick<LanguageModelV3, "doGenerate" | "doStream">;

export function fromV3(model: AskedV3): AskedModel {
  return {
    async doGenerate(call) {
      const { options, warnings } = optionsToV3(call);
      const answer = await model.doGenerate(options);
      return {
        ...answer,
        content: answer.content.map(contentFromV3),
        warnings: [...warnings, ...answer.warnings],
      };
    },
    async doStream(call) {
      const { options, warnings } = optionsToV3(call);
      const answer = await model.doStream(options);
      return { ...answer, stream: partsFromV3(answer.stream, warnings) };
    },
  };
}

type CallOptionsV3 = Parameters<LanguageModelV3["doGenerate"]>[0];

function optionsToV3({ reasoning, prompt, ...rest }: CallOptions): {
  options: CallOptionsV3;
  warnings: Warning[];
} {
  const asked = promptToV3(prompt);
  const warnings = [...asked.warnings];
  if (reasoning !== undefined && reasoning !== "provider-default") {
    const details = "a model of specification v3 takes it in providerOptions alone";
    warnings.push({ type: "unsupported", feature: "reasoning", details });
  }
  return { options: { ...rest, prompt: asked.prompt }, warnings };
}

type StreamV3 = Awaited<ReturnType<LanguageModelV3["doStream"]>>["stream"];

function partsFromV3(stream: StreamV3, warnings: readonly Warning[]): ReadableStream<StreamPart> {
  return stream.pipeThrough(
    new TransformStream({
      transform(part, controller) {
        const own = partFromV3(part);
        controller.enqueue(
          own.type === "stream-start" && warnings.length > 0
            ? { ...own, warnings: [...warnings, ...own.warnings] }
            : own,
        );
      },
    }),
  );
}
