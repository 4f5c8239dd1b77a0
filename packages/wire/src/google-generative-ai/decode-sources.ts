// What an answer is grounded on: pages, places and documents that the server looked up.
// https://ai.google.dev/gemini-api/docs/google-search (accessed 2026-11-22)
import type { StreamPart } from "@mayros/core";
import { type JsonRecord, listOf, recordOf, textOf } from "../json-shapes.ts";

type Source = Extract<StreamPart, { type: "source" }>;

const mediaTypes: ReadonlyMap<string, string> = new Map([
  ["pdf", "application/pdf"],
  ["txt", "text/plain"],
  ["docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  ["doc", "application/msword"],
  ["md", "text/markdown"],
  ["markdown", "text/markdown"],
]);

/** `seen` holds what was told already: every frame of a stream may repeat all of it. */
export function decodeSources(grounding: JsonRecord | undefined, seen: Set<string>): Source[] {
  const sources: Source[] = [];
  for (const chunk of listOf(grounding?.groundingChunks).map(recordOf)) {
    const source = chunk && decodeChunk(chunk, `source-${seen.size}`);
    if (!source || seen.has(source.key)) continue;
    seen.add(source.key);
    sources.push(source.part);
  }
  return sources;
}

interface Found {
  readonly key: string;
  readonly part: Source;
}

function decodeChunk(chunk: JsonRecord, id: string): Found | undefined {
  const image = recordOf(chunk.image);
  // The page has to be named, not the picture.
  if (image) return page(image, textOf(image.sourceUri), id);
  const place = recordOf(chunk.web) ?? recordOf(chunk.maps);
  if (place) return page(place, textOf(place.uri), id);
  const context = recordOf(chunk.retrievedContext);
  const uri = textOf(context?.uri);
  if (!context) return undefined;
  return uri && /^https?:\/\//.test(uri) ? page(context, uri, id) : document(context, uri, id);
}

function page(from: JsonRecord, url: string | undefined, id: string): Found | undefined {
  if (url === undefined) return undefined;
  const title = textOf(from.title);
  const part: Source = { type: "source", sourceType: "url", id, url, ...(title ? { title } : {}) };
  return { key: `url ${url}`, part };
}

function document(from: JsonRecord, uri: string | undefined, id: string): Found | undefined {
  const place = uri ?? textOf(from.fileSearchStore);
  if (place === undefined) return undefined;
  const title = textOf(from.title) ?? "Unknown Document";
  const filename = place.split("/").pop();
  const extension = uri?.match(/\.(\w+)$/)?.[1] ?? "";
  const part: Source = {
    type: "source",
    sourceType: "document",
    id,
    mediaType: mediaTypes.get(extension) ?? "application/octet-stream",
    title,
    ...(filename ? { filename } : {}),
  };
  return { key: uri ? `document ${uri}` : `store ${place} ${title}`, part };
}
