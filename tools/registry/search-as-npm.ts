// The public registry's search knows `keywords:<word>` and tells version and date; verdaccio's looks for words in names and
// descriptions only. This stands in front of it, so that a search is tested as the public registry answers it.
import type { IncomingMessage, ServerResponse } from "node:http";

interface FoundObject {
  readonly package: {
    readonly keywords?: readonly string[];
    readonly "dist-tags"?: { readonly latest?: string };
    readonly time?: { readonly modified?: string };
  };
}

const QUALIFIER = /(?:^|\s)keywords:(\S+)/g;

/** False for what verdaccio answers by itself. */
export function searchAsNpm(url: string, incoming: IncomingMessage, out: ServerResponse): boolean {
  const asked = new URL(incoming.url ?? "/", url);
  const text = asked.searchParams.get("text") ?? "";
  const keywords = [...text.matchAll(QUALIFIER)].flatMap(([, words = ""]) => words.split(","));
  if (asked.pathname !== "/-/v1/search" || keywords.length === 0) return false;
  asked.searchParams.set("text", text.replace(QUALIFIER, "").trim());
  asked.searchParams.set("size", "250");
  answer(asked, keywords, out).catch((error: unknown) => out.writeHead(500).end(String(error)));
  return true;
}

async function answer(asked: URL, keywords: string[], out: ServerResponse): Promise<void> {
  const response = await fetch(asked);
  const { objects, ...rest } = (await response.json()) as { objects: FoundObject[] };
  const found = objects
    .filter(({ package: { keywords: has = [] } }) => keywords.every((word) => has.includes(word)))
    .map((each) => ({ ...each, package: asNpmTells(each.package) }));
  out.writeHead(response.status, { "content-type": "application/json" });
  out.end(JSON.stringify({ ...rest, objects: found, total: found.length }));
}

function asNpmTells(found: FoundObject["package"]): object {
  const { "dist-tags": tags, time, ...rest } = found;
  return { ...rest, version: tags?.latest, date: time?.modified };
}
