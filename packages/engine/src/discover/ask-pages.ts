// Asks for a list page by page, and for nothing outside of the address that it was asked at: the credential goes with
// every page. An endless list, one that goes round in circles, and one that goes on elsewhere are reasons.
import type { Ask } from "./create-ask.ts";
import { type DiscoveredModel, MOST_MODELS } from "./discovered-model.ts";
import type { Discovery } from "./discovery.ts";
import type { ListStyle } from "./list-styles.ts";

const MOST_PAGES = 50;

export async function askPages(ask: Ask, begin: string, style: ListStyle): Promise<Discovery> {
  const models = new Map<string, DiscoveredModel>();
  const asked = new Set<string>();
  let url: URL | undefined = new URL(begin);
  while (url) {
    if (asked.has(url.href)) return { reason: "its list goes round in circles" };
    if (asked.size >= MOST_PAGES) return { reason: `its list has more than ${MOST_PAGES} pages` };
    asked.add(url.href);
    const answer = await ask("GET", url.href);
    if ("reason" in answer) return answer;
    const page = style.decode(answer.value);
    if (!page) return { reason: "the answer is not a list of models" };
    for (const model of page) {
      if (models.size < MOST_MODELS && !models.has(model.id)) models.set(model.id, model);
    }
    const next: string | undefined =
      models.size < MOST_MODELS ? style.next(answer.value, url) : undefined;
    if (next === undefined) break;
    const following: URL | null = URL.parse(next, url.href);
    if (following?.origin !== url.origin) {
      return {
        reason: `its list goes on at ${following?.host ?? "no address"}, which was not asked`,
      };
    }
    url = following;
  }
  return { models: [...models.values()] };
}
