// What a text refers to: a page on the web, or a document of the prompt.
// https://docs.anthropic.com/en/docs/build-with-claude/citations (accessed 2026-11-22)
import type { JSONObject, StreamPart } from "@mayros/core";
import { type JsonRecord, numberOf, textOf } from "../json-shapes.ts";
import { namespace } from "./namespace.ts";

type TextEnd = Extract<StreamPart, { type: "text-end" }>;
export type Citation = NonNullable<TextEnd["citations"]>[number];

export function decodeCitation(citation: JsonRecord): Citation {
  const providerMetadata = { [namespace]: citation as JSONObject };
  const citedText = textOf(citation.cited_text);
  const url = textOf(citation.url) ?? textOf(citation.source);
  const title = textOf(citation.title) ?? textOf(citation.document_title);
  const number = numberOf(citation.document_index) ?? 0;
  return {
    source:
      url === undefined
        ? {
            type: "source",
            sourceType: "document",
            id: textOf(citation.file_id) ?? String(number),
            mediaType: citation.type === "page_location" ? "application/pdf" : "text/plain",
            title: title ?? `Document ${number}`,
            providerMetadata,
          }
        : {
            type: "source",
            sourceType: "url",
            id: url,
            url,
            ...(title ? { title } : {}),
            providerMetadata,
          },
    ...(citedText ? { citedText } : {}),
  };
}
