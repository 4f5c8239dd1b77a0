// How lists of models are asked for and go on, by style. Pure.
import type { DiscoverDeclaration } from "@mayros/core";
import { decodeAnthropicModels } from "./decode-anthropic-models.ts";
import { decodeGoogleModels } from "./decode-google-models.ts";
import { decodeOpenaiModels } from "./decode-openai-models.ts";
import { type DiscoveredModel, type Fields, readRecord } from "./discovered-model.ts";

export interface ListStyle {
  /** Behind the base URL, where the manifest says nothing else. */
  readonly path: string;
  /** Of the first page. */
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined where the answer is no list of models. */
  decode(answer: unknown): DiscoveredModel[] | undefined;
  /** The page after the one at `url`; undefined for the last. */
  next(answer: unknown, url: URL): string | undefined;
}

export type PagedKind = Exclude<DiscoverDeclaration["kind"], "ollama-tags" | "code">;

export const listStyles: Readonly<Record<PagedKind, ListStyle>> = {
  "openai-models": {
    path: "models",
    query: {},
    headers: {},
    decode: decodeOpenaiModels,
    next(answer, url) {
      const record = readRecord(answer) ?? {};
      const address = readRecord(record.links)?.next ?? record.next;
      if (typeof address === "string" && address !== "") return address;
      return afterLast(record, url, "after");
    },
  },
  "anthropic-models": {
    path: "v1/models",
    query: { limit: "1000" },
    headers: { "anthropic-version": "2023-06-01" },
    decode: decodeAnthropicModels,
    next: (answer, url) => afterLast(readRecord(answer) ?? {}, url, "after_id"),
  },
  "google-models": {
    path: "models",
    query: { pageSize: "1000" },
    headers: {},
    decode: decodeGoogleModels,
    next(answer, url) {
      const token = readRecord(answer)?.nextPageToken;
      return typeof token === "string" && token !== ""
        ? withQuery(url, { pageToken: token })
        : undefined;
    },
  },
};

function afterLast({ has_more: more, last_id: last }: Fields, url: URL, name: string) {
  return more === true && typeof last === "string" && last !== ""
    ? withQuery(url, { [name]: last })
    : undefined;
}

function withQuery(url: URL, query: Readonly<Record<string, string>>): string {
  const next = new URL(url);
  for (const [name, value] of Object.entries(query)) next.searchParams.set(name, value);
  return next.href;
}

/** Where a list begins. `path` is meant from the base URL, and stays on its host. */
export function firstPage(base: string, { path: usual, query }: ListStyle, path?: string): string {
  const own = new URL(base);
  own.pathname = own.pathname.replace(/\/*$/, "/");
  // The base URL of one vendor has the version in it, and that of the next has not.
  const behind = usual.startsWith("v1/") && own.pathname.endsWith("/v1/") ? usual.slice(3) : usual;
  const url = new URL(path ?? behind, own);
  for (const [name, value] of own.searchParams) url.searchParams.set(name, value);
  return withQuery(url, query);
}
