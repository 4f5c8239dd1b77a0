// Asks one server for its models, until a signal ends it.
import type { DiscoverDeclaration } from "@mayros/core";
import { askPages } from "./ask-pages.ts";
import { type Ask, type Asker, createAsk } from "./create-ask.ts";
import {
  decodeOllamaShow,
  decodeOllamaTags,
  type OllamaTag,
  ollamaModel,
} from "./decode-ollama.ts";
import type { DiscoveredModel } from "./discovered-model.ts";
import type { Discovery } from "./discovery.ts";
import { firstPage, listStyles } from "./list-styles.ts";

/** `headers`: the provider's own and its credential. The signal ends all requests: what was learned by then counts. */
export interface DiscoverRequest extends Asker {
  /** The code of a plugin asks by itself: list-vendor-models.ts. */
  readonly kind: Exclude<DiscoverDeclaration["kind"], "code">;
  /** Nothing is sent anywhere else. */
  readonly baseUrl: string;
  /** Of the list, where it is not where such lists are. */
  readonly path?: string | undefined;
  /** What it said the last time: holds for what it has still and does not describe in time. */
  readonly known?: readonly DiscoveredModel[] | undefined;
}

const SHOWN_AT_ONCE = 4;

export async function discoverModels(request: DiscoverRequest): Promise<Discovery> {
  const ask = createAsk(request);
  const base = request.baseUrl.replace(/\/+$/, "");
  if (request.kind === "ollama-tags") {
    return askOllama(ask, base.replace(/\/v1$/, ""), request.known ?? []);
  }
  const style = listStyles[request.kind];
  const headers = { ...style.headers, ...request.headers };
  const paged = createAsk({ ...request, headers });
  const found = await askPages(paged, firstPage(base, style, request.path), style);
  // An older server, or one that only resembles it, has the usual list.
  const isMissing = "reason" in found && found.status === 404 && request.path !== undefined;
  return isMissing ? askPages(paged, firstPage(base, style), style) : found;
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
