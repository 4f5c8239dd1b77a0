// The list of an OpenAI-compatible server, `GET /v1/models`. Pure. Most servers say ids alone; some add
// how long a conversation may be, each by a name of its own.
// vLLM: https://github.com/modal-labs/modal-examples/issues/843; LM Studio:
// https://lmstudio.ai/docs/developer/rest/endpoints (accessed 2026-11-22)
import {
  type DiscoveredModel,
  MOST_MODELS,
  readModelId,
  readRecord,
  readTokens,
} from "./discovered-model.ts";

/** LM Studio and OpenAI call their embedding models so; nothing else in the list tells them apart. */
const EMBEDDING_NAME = /(?:^|\/)text-embedding-/;

/** Models that can hold a conversation; undefined where the answer is no list of models. */
export function decodeOpenaiModels(answer: unknown): DiscoveredModel[] | undefined {
  const list = readRecord(answer)?.data;
  if (!Array.isArray(list)) return undefined;
  const models = new Map<string, DiscoveredModel>();
  for (const entry of list) {
    if (models.size >= MOST_MODELS) break;
    const model = decodeModel(entry);
    if (model && !models.has(model.id)) models.set(model.id, model);
  }
  return [...models.values()];
}

function decodeModel(entry: unknown): DiscoveredModel | undefined {
  const record = readRecord(entry);
  const id = readModelId(record?.id);
  // A proxy lists its wildcard routes, too: `openai/*` is no model.
  if (!record || id === undefined || id.includes("*")) return undefined;
  if (record.type === "embeddings" || EMBEDDING_NAME.test(id)) return undefined;
  const contextWindow =
    readTokens(record.max_model_len) ??
    readTokens(record.loaded_context_length) ??
    readTokens(record.max_context_length) ??
    readTokens(record.context_length) ??
    readTokens(record.context_window);
  return {
    id,
    ...(record.type === "vlm" ? { input: ["text", "image"] } : {}),
    ...(contextWindow === undefined ? {} : { contextWindow }),
  };
}
