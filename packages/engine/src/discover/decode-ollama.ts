// What Ollama says of its models: `GET /api/tags` names them, `POST /api/show` describes one. Pure.
// https://github.com/ollama/ollama/blob/fb307609/docs/api.md and api/types.go (accessed 2026-11-22)
import {
  type DiscoveredModel,
  MOST_MODELS,
  readModelId,
  readRecord,
  readTexts,
  readTokens,
} from "./discovered-model.ts";

/** Facts about one model, in the words of the server. */
interface OllamaFacts {
  readonly capabilities: readonly string[] | undefined;
  readonly families: readonly string[];
  readonly contextWindow: number | undefined;
}

export interface OllamaTag extends OllamaFacts {
  /** With its tag, as the server wants it: `llama3.3:latest`. */
  readonly name: string;
}

const EMBEDDING_FAMILY = /bert|embed/;
const VISION_FAMILY = /^(?:clip|mllama)$/;

/** Undefined where the answer is no list of models. */
export function decodeOllamaTags(answer: unknown): OllamaTag[] | undefined {
  const list = readRecord(answer)?.models;
  if (!Array.isArray(list)) return undefined;
  const tags = new Map<string, OllamaTag>();
  for (const entry of list) {
    if (tags.size >= MOST_MODELS) break;
    const record = readRecord(entry);
    const name = readModelId(record?.model) ?? readModelId(record?.name);
    if (!record || name === undefined) continue;
    const details = readRecord(record.details);
    tags.set(name, {
      name,
      capabilities: readTexts(record.capabilities),
      families: familiesOf(details),
      contextWindow: readTokens(details?.context_length),
    });
  }
  return [...tags.values()];
}

/** Undefined where the answer describes no model. */
export function decodeOllamaShow(answer: unknown): OllamaFacts | undefined {
  const record = readRecord(answer);
  const details = readRecord(record?.details);
  const info = readRecord(record?.model_info);
  if (!record || (!details && !info)) return undefined;
  const longest = readTokens(info?.[`${String(info["general.architecture"])}.context_length`]);
  const chosen = chosenContext(record.parameters);
  return {
    capabilities: readTexts(record.capabilities),
    families: familiesOf(details),
    contextWindow:
      longest === undefined || chosen === undefined
        ? (chosen ?? longest)
        : Math.min(longest, chosen),
  };
}

/** Undefined for a model that can't hold a conversation. What `shown` says wins. */
export function ollamaModel(
  tag: OllamaTag,
  shown: OllamaFacts | undefined,
): DiscoveredModel | undefined {
  const capabilities = shown?.capabilities ?? tag.capabilities;
  const families = shown && shown.families.length > 0 ? shown.families : tag.families;
  const can = (capability: string, guess: boolean): boolean =>
    capabilities?.includes(capability) ?? guess;
  const isEmbedding = families.some((family) => EMBEDDING_FAMILY.test(family));
  if (!can("completion", !isEmbedding)) return undefined;
  const contextWindow = shown?.contextWindow ?? tag.contextWindow;
  const id = tag.name.replace(/:latest$/, "");
  return {
    id,
    ...(id === tag.name ? {} : { wireId: tag.name }),
    input: can(
      "vision",
      families.some((family) => VISION_FAMILY.test(family)),
    )
      ? ["text", "image"]
      : ["text"],
    // Before it took more of them, the server knew these words: none, low, medium, high.
    ...(can("thinking", false)
      ? { reasoning: true, thinkingLevelMap: { off: "none", minimal: null } }
      : { reasoning: false }),
    ...(contextWindow === undefined ? {} : { contextWindow }),
  };
}

function familiesOf(details: Readonly<Record<string, unknown>> | undefined): readonly string[] {
  const families = readTexts(details?.families) ?? [];
  return families.length > 0 || typeof details?.family !== "string" ? families : [details.family];
}

/** `num_ctx` of the model's own parameters: what is longer is cut off without a word. */
function chosenContext(parameters: unknown): number | undefined {
  if (typeof parameters !== "string") return undefined;
  const digits = /^num_ctx[ \t]+(\d{1,10})[ \t]*$/m.exec(parameters)?.[1];
  return digits === undefined ? undefined : readTokens(Number(digits));
}
