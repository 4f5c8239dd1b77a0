// Google's list, `GET /v1beta/models`. Pure.
// https://ai.google.dev/api/models#method:-models.list (accessed 2026-11-28)
import {
  type DiscoveredModel,
  readModelId,
  readName,
  readRecord,
  readTexts,
  readTokens,
  withoutMissing,
} from "./discovered-model.ts";
import { isNoChat } from "./is-no-chat.ts";

/** Undefined where the answer is no list of models. */
export function decodeGoogleModels(answer: unknown): DiscoveredModel[] | undefined {
  const list = readRecord(answer)?.models;
  if (!Array.isArray(list)) return undefined;
  return list.flatMap((entry) => {
    const record = readRecord(entry);
    const full = readModelId(record?.name);
    if (!record || full === undefined) return [];
    const id = full.replace(/^models\//, "");
    const methods = readTexts(record.supportedGenerationMethods);
    if (isNoChat(id) || methods?.includes("generateContent") === false) return [];
    const name = readName(record.displayName);
    const { thinking } = record;
    return [
      withoutMissing<DiscoveredModel>({
        id,
        name: name === id ? undefined : name,
        reasoning: typeof thinking === "boolean" ? thinking : undefined,
        contextWindow: readTokens(record.inputTokenLimit),
        maxTokens: readTokens(record.outputTokenLimit),
      }),
    ];
  });
}
