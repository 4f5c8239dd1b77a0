// The list of a server that speaks as OpenAI does, `GET /v1/models`. Pure. Most say ids alone; some add what a model
// takes, can and costs, each by names of its own.
// vLLM: https://github.com/modal-labs/modal-examples/issues/843; LM Studio:
// https://lmstudio.ai/docs/developer/rest/endpoints (accessed 2026-11-22); llama.cpp:
// https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md; OpenRouter: https://openrouter.ai/docs/models;
// Hugging Face: https://huggingface.co/docs/inference-providers/hub-api; Mistral:
// https://docs.mistral.ai/api/endpoint/models; Moonshot: https://platform.kimi.ai/docs/api/list-models (accessed 2026-11-28)
import {
  type DiscoveredModel,
  type Fields,
  readModelId,
  readName,
  readRecord,
  readTexts,
  readTokens,
  withoutMissing,
} from "./discovered-model.ts";
import { isNoChat } from "./is-no-chat.ts";
import { highestPrices, readPrices } from "./read-prices.ts";
import type { SaidOfModel } from "./said-of-model.ts";

/** Models that can hold a conversation; undefined where the answer is no list of models. */
export function decodeOpenaiModels(answer: unknown): DiscoveredModel[] | undefined {
  // Some leave out what stands around the list.
  const list = Array.isArray(answer) ? answer : readRecord(answer)?.data;
  if (!Array.isArray(list)) return undefined;
  return list.flatMap((entry) => decodeModel(entry) ?? []);
}

function decodeModel(entry: unknown): DiscoveredModel | undefined {
  const record = readRecord(entry);
  const id = readModelId(record?.id);
  // A proxy lists its wildcard routes, too: `openai/*` is no model.
  if (!record || id === undefined || id.includes("*")) return undefined;
  const said = gather(record);
  if (isNoChat(id, said)) return undefined;
  const name = readName(record.display_name) ?? readName(record.name) ?? readName(said.spec?.name);
  return withoutMissing<DiscoveredModel>({
    id,
    name: name === id ? undefined : name,
    input: inputOf(said),
    reasoning: reasoningOf(said),
    contextWindow: contextOf(said),
    maxTokens: outputOf(said),
    cost:
      readPrices(readRecord(record.pricing) ?? readRecord(said.spec?.pricing)) ??
      readPrices(readRecord(said.metadata?.pricing)) ??
      highestPrices(said.hosts.map((host) => readPrices(readRecord(host.pricing)))),
  });
}

function gather(record: Fields): SaidOfModel {
  const spec = readRecord(record.model_spec);
  const metadata = readRecord(record.metadata);
  const lists = [
    record.supported_parameters,
    record.supported_features,
    record.features,
    record.tags,
    metadata?.tags,
  ];
  return {
    record,
    architecture: readRecord(record.architecture),
    capabilities: readRecord(record.capabilities) ?? readRecord(spec?.capabilities),
    meta: readRecord(record.meta),
    metadata,
    spec,
    top: readRecord(record.top_provider),
    hosts: (Array.isArray(record.providers) ? record.providers : [])
      .map(readRecord)
      .filter((host) => host !== undefined)
      .filter(({ status }) => status === undefined || status === "live"),
    words: new Set(lists.flatMap((list) => readTexts(list) ?? [])),
  };
}

function contextOf({ record, meta, metadata, spec, hosts }: SaidOfModel): number | undefined {
  const own = first([
    record.max_model_len,
    record.loaded_context_length,
    record.max_context_length,
    record.context_length,
    record.context_window,
    meta?.n_ctx,
    meta?.n_ctx_train,
    metadata?.context_length,
    spec?.availableContextTokens,
  ]);
  if (own !== undefined) return own;
  const ofHosts = hosts.flatMap((host) => readTokens(host.context_length) ?? []);
  return ofHosts.length === 0 ? undefined : Math.max(...ofHosts);
}

function outputOf({ record, metadata, spec, top }: SaidOfModel): number | undefined {
  return first([
    top?.max_completion_tokens,
    record.max_completion_tokens,
    record.max_output_tokens,
    record.max_output_length,
    record.max_tokens,
    metadata?.max_tokens,
    spec?.maxCompletionTokens,
  ]);
}

const first = (values: readonly unknown[]): number | undefined =>
  values.map(readTokens).find((tokens) => tokens !== undefined);

/** Undefined where it does not say. */
function inputOf({ record, architecture, capabilities, words }: SaidOfModel) {
  const kinds =
    readTexts(architecture?.input_modalities) ??
    readTexts(record.input_modalities) ??
    readTexts(readRecord(record.modalities)?.input);
  const flags = [
    record.supports_image_in,
    record.supports_image_input,
    capabilities?.vision,
    capabilities?.supportsVision,
  ];
  const sees =
    record.type === "vlm" ||
    kinds?.includes("image") === true ||
    words.has("vision") ||
    flags.includes(true);
  if (sees) return ["text" as const, "image" as const];
  return kinds || flags.includes(false) ? ["text" as const] : undefined;
}

function reasoningOf({ record, capabilities, words }: SaidOfModel): boolean | undefined {
  const flags = [
    record.supports_reasoning,
    capabilities?.reasoning,
    capabilities?.supportsReasoning,
  ];
  if (flags.includes(true) || words.has("reasoning")) return true;
  // A list of what it takes that names nothing of the kind.
  return flags.includes(false) || words.size > 0 ? false : undefined;
}
