// A model of the AI SDK's specification v2, asked as one of v3: finish reasons, token counts, warnings, tools and
// tool results have other forms there.
import type { LanguageModelV2, LanguageModelV3 } from "@mayros/core";

type AnswerV2 = Awaited<ReturnType<LanguageModelV2["doGenerate"]>>;
type AnswerV3 = Awaited<ReturnType<LanguageModelV3["doGenerate"]>>;
type OptionsV2 = Parameters<LanguageModelV2["doGenerate"]>[0];
type OptionsV3 = Parameters<LanguageModelV3["doGenerate"]>[0];
type PartV3 =
  Awaited<ReturnType<LanguageModelV3["doStream"]>>["stream"] extends ReadableStream<infer Part>
    ? Part
    : never;
type ToolResultV3 = Extract<
  Extract<OptionsV3["prompt"][number], { role: "tool" }>["content"][number],
  { type: "tool-result" }
>;

export function fromV2(model: LanguageModelV2): Pick<LanguageModelV3, "doGenerate" | "doStream"> {
  return {
    async doGenerate(call) {
      const answer = await model.doGenerate(optionsToV2(call));
      return {
        ...answer,
        content: answer.content as AnswerV3["content"],
        finishReason: finishReason(answer.finishReason),
        usage: usage(answer.usage),
        warnings: answer.warnings.map(warning),
      };
    },
    async doStream(call) {
      const { stream, ...rest } = await model.doStream(optionsToV2(call));
      const parts = stream.pipeThrough(
        new TransformStream({
          transform(part, controller) {
            if (part.type === "finish") {
              const ended = {
                finishReason: finishReason(part.finishReason),
                usage: usage(part.usage),
              };
              controller.enqueue({ ...part, ...ended });
            } else if (part.type === "stream-start") {
              controller.enqueue({ ...part, warnings: part.warnings.map(warning) });
            } else controller.enqueue(part as PartV3);
          },
        }),
      );
      return { ...rest, stream: parts };
    },
  };
}

function optionsToV2({ prompt, tools, ...rest }: OptionsV3): OptionsV2 {
  const asked = {
    ...rest,
    prompt: prompt.map((message) =>
      message.role === "tool" || message.role === "assistant"
        ? {
            ...message,
            content: message.content.flatMap((part): unknown[] => {
              if (part.type === "tool-approval-response") return [];
              return part.type === "tool-result" ? [{ ...part, output: output(part) }] : [part];
            }),
          }
        : message,
    ),
    ...(tools && {
      tools: tools.map((tool) =>
        tool.type === "provider" ? { ...tool, type: "provider-defined" as const } : tool,
      ),
    }),
  };
  // Options of providers, which are passed on as they are, may hold undefined since then.
  return asked as OptionsV2;
}

/** Of what v2 has no word for, it gets what a person would say. */
function output({ output: result }: ToolResultV3): unknown {
  if (result.type === "execution-denied") {
    return { type: "error-text", value: result.reason ?? "the tool was not allowed to run" };
  }
  if (result.type !== "content") return result;
  return {
    type: "content",
    value: result.value.flatMap((piece): unknown[] => {
      if (piece.type === "text") return [{ type: "text", text: piece.text }];
      if (piece.type === "file-data" || piece.type === "image-data") {
        return [{ type: "media", data: piece.data, mediaType: piece.mediaType }];
      }
      return "url" in piece ? [{ type: "text", text: piece.url }] : [];
    }),
  };
}

function finishReason(reason: AnswerV2["finishReason"]): AnswerV3["finishReason"] {
  return { unified: reason === "unknown" ? "other" : reason, raw: undefined };
}

function usage(used: AnswerV2["usage"]): AnswerV3["usage"] {
  return {
    inputTokens: {
      total: used.inputTokens,
      noCache: undefined,
      cacheRead: used.cachedInputTokens,
      cacheWrite: undefined,
    },
    outputTokens: { total: used.outputTokens, text: undefined, reasoning: used.reasoningTokens },
  };
}

function warning(said: AnswerV2["warnings"][number]): AnswerV3["warnings"][number] {
  if (said.type === "other") return said;
  const details = said.details === undefined ? {} : { details: said.details };
  const feature =
    said.type === "unsupported-tool" ? `tool ${said.tool.name}` : String(said.setting);
  return { type: "unsupported", feature, ...details };
}
