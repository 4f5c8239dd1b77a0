// What some servers send beside the text of an answer: links that it cites, and pictures.
// https://platform.openai.com/docs/guides/tools-web-search?api-mode=chat,
// https://openrouter.ai/docs/features/multimodal/image-generation (accessed 2026-11-22)
import type { StreamPart } from "@mayros/core";
import { type JsonRecord, listOf, recordOf, textOf } from "../json-shapes.ts";

export function decodeAttachments(delta: JsonRecord, sourceCount: number): StreamPart[] {
  return [
    ...listOf(delta.annotations).flatMap((entry, index) => source(entry, sourceCount + index)),
    ...listOf(delta.images).flatMap(picture),
  ];
}

function source(entry: unknown, number: number): StreamPart[] {
  const citation = recordOf(recordOf(entry)?.url_citation);
  const url = textOf(citation?.url);
  if (url === undefined) return [];
  const title = textOf(citation?.title);
  const id = `source-${number}`;
  return [{ type: "source", sourceType: "url", id, url, ...(title ? { title } : {}) }];
}

function picture(entry: unknown): StreamPart[] {
  const url = textOf(recordOf(recordOf(entry)?.image_url)?.url);
  if (url === undefined) return [];
  const [, mediaType, data] = url.match(/^data:([^;,]+);base64,(.*)$/s) ?? [];
  if (mediaType !== undefined && data !== undefined) {
    return [{ type: "file", mediaType, data: { type: "data", data } }];
  }
  if (!URL.canParse(url)) return [];
  return [{ type: "file", mediaType: "image/*", data: { type: "url", url: new URL(url) } }];
}
