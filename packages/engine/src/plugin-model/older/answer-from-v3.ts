// Pieces of an answer of specification v3 as those of v4: a file's data has a tag there. Pure.
import type { LanguageModelV3, LanguageModelV4Content, StreamPart } from "@mayros/core";

type AnswerV3 = Awaited<ReturnType<LanguageModelV3["doGenerate"]>>;
type StreamV3 = Awaited<ReturnType<LanguageModelV3["doStream"]>>["stream"];
type ContentV3 = AnswerV3["content"][number];
type PartV3 = StreamV3 extends ReadableStream<infer Part> ? Part : never;

export function contentFromV3(content: ContentV3): LanguageModelV4Content {
  if (content.type !== "file") return content;
  return { ...content, data: { type: "data", data: content.data } };
}

export function partFromV3(part: PartV3): StreamPart {
  if (part.type !== "file") return part;
  return { ...part, data: { type: "data", data: part.data } };
}
