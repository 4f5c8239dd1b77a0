// A whole answer as the parts that a stream of it would have had: the engine passes on nothing else.
import type {
  LanguageModelV4Content,
  LanguageModelV4GenerateResult,
  StreamPart,
} from "@mayros/core";

export function spreadContent(answer: LanguageModelV4GenerateResult): StreamPart[] {
  const { content, finishReason, usage, providerMetadata, response } = answer;
  const { id, modelId, timestamp } = response ?? {};
  const metadata = {
    ...(id === undefined ? {} : { id }),
    ...(modelId === undefined ? {} : { modelId }),
    ...(timestamp === undefined ? {} : { timestamp }),
  };
  return [
    ...(Object.keys(metadata).length > 0
      ? [{ type: "response-metadata" as const, ...metadata }]
      : []),
    ...content.flatMap(spreadPiece),
    { type: "finish", finishReason, usage, ...(providerMetadata ? { providerMetadata } : {}) },
  ];
}

function spreadPiece(piece: LanguageModelV4Content, index: number): StreamPart[] {
  if (piece.type !== "text" && piece.type !== "reasoning") return [piece];
  const { type, text, ...more } = piece;
  const id = String(index);
  return [
    { type: `${type}-start`, id, ...more },
    { type: `${type}-delta`, id, delta: text },
    { type: `${type}-end`, id },
  ];
}
