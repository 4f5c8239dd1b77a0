// Asks one server for its models, until a signal ends it. Whatever listens there may be
// slow, huge, malformed or something else entirely: that is a reason, never an exception.
import type { DiscoverDeclaration } from "@mayros/core";
import type { Transport } from "@mayros/transport";
import {
  decodeOllamaShow,
  decodeOllamaTags,
  type OllamaTag,
  ollamaModel,
} from "./decode-ollama.ts";
import { decodeOpenaiModels } from "./decode-openai-models.ts";
import type { DiscoveredModel } from "./discovered-model.ts";

export interface DiscoverRequest {
  readonly kind: DiscoverDeclaration["kind"];
  /** Nothing is sent anywhere else. */
  readonly baseUrl: string;
  /** Sent with every request: the provider's own and its credential. */
  readonly headers: Readonly<Record<string, string>>;
  readonly send: Transport["send"];
  /** What it said the last time: holds for what it has still and does not describe in time. */
  readonly known?: readonly DiscoveredModel[] | undefined;
  /** Ends all requests: what was learned by then counts. */
  readonly signal: AbortSignal;
}

export type Discovery =
  | { readonly models: readonly DiscoveredModel[] }
  /** Why there is no list, for a person. */
  | { readonly reason: string };

/** Ollama's descriptions hold the licence, several times over. */
const LONGEST_ANSWER = 4 * 1024 * 1024;
const SHOWN_AT_ONCE = 4;
const TOO_SLOW = "no answer in time";

type Answer = { readonly value: unknown } | { readonly reason: string };
type Ask = (method: "GET" | "POST", url: string, body?: unknown) => Promise<Answer>;

export async function discoverModels(request: DiscoverRequest): Promise<Discovery> {
  const ask = createAsk(request);
  const base = request.baseUrl.replace(/\/+$/, "");
  return request.kind === "ollama-tags"
    ? askOllama(ask, base.replace(/\/v1$/, ""), request.known ?? [])
    : askOpenai(ask, base);
}

async function askOpenai(ask: Ask, base: string): Promise<Discovery> {
  const answer = await ask("GET", `${base}/models`);
  if ("reason" in answer) return answer;
  const models = decodeOpenaiModels(answer.value);
  return models ? { models } : { reason: "the answer is not a list of models" };
}

async function askOllama(
  ask: Ask,
  root: string,
  known: readonly DiscoveredModel[],
): Promise<Discovery> {
  const answer = await ask("GET", `${root}/api/tags`);
  if ("reason" in answer) return answer;
  const tags = decodeOllamaTags(answer.value);
  if (!tags) return { reason: "the answer is not a list of models" };
  const before = new Map(known.map((model) => [model.wireId ?? model.id, model]));
  // What is not described in time keeps what was known of it, else what the list said.
  const models: (DiscoveredModel | undefined)[] = new Array(tags.length);
  const waiting = tags.entries();
  const describe = async (): Promise<void> => {
    for (const [index, tag] of waiting) {
      const shown = await showModel(ask, root, tag);
      models[index] = (shown ? undefined : before.get(tag.name)) ?? ollamaModel(tag, shown);
    }
  };
  await Promise.all(Array.from({ length: SHOWN_AT_ONCE }, describe));
  return { models: distinct(models) };
}

async function showModel(ask: Ask, root: string, tag: OllamaTag) {
  const answer = await ask("POST", `${root}/api/show`, { model: tag.name });
  return "value" in answer ? decodeOllamaShow(answer.value) : undefined;
}

function distinct(models: readonly (DiscoveredModel | undefined)[]): DiscoveredModel[] {
  const byId = new Map<string, DiscoveredModel>();
  for (const model of models) if (model && !byId.has(model.id)) byId.set(model.id, model);
  return [...byId.values()];
}

function createAsk({ headers, send, signal }: DiscoverRequest): Ask {
  return async (method, url, body) => {
    if (signal.aborted) return { reason: TOO_SLOW };
    try {
      const response = await send({
        method,
        url,
        headers: {
          ...headers,
          accept: "application/json",
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal,
      });
      if (response.status >= 300) {
        response.destroy();
        return { reason: refusal(response.status) };
      }
      return { value: JSON.parse(await response.text(LONGEST_ANSWER)) };
    } catch (error) {
      if (signal.aborted) return { reason: TOO_SLOW };
      if (error instanceof SyntaxError) return { reason: "the answer is not JSON" };
      return { reason: (error as Error).message };
    }
  };
}

function refusal(status: number): string {
  if (status === 401 || status === 403) return `it wants a key that it knows (${status})`;
  return `it answered ${status}`;
}
