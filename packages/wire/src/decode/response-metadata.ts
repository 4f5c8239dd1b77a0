// The first part of an answer: which answer it is and which model wrote it.
import type { StreamPart } from "@mayros/core";

export function responseMetadata(
  id: string | undefined,
  modelId: string | undefined,
  createdSeconds?: number,
): StreamPart | undefined {
  if (id === undefined && modelId === undefined) return undefined;
  return {
    type: "response-metadata",
    ...(id === undefined ? {} : { id }),
    ...(modelId === undefined ? {} : { modelId }),
    ...(createdSeconds ? { timestamp: new Date(createdSeconds * 1000) } : {}),
  };
}
