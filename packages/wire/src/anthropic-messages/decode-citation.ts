// What a text refers to: a page on the web, or a document of the prompt. It is told twice, as programs
// for the AI SDK expect it: with the text, and as a source of the answer.
// https://docs.claude.com/en/docs/build-with-claude/citations (accessed 2026-11-28)
import type { JSONObject, StreamPart } from "@mayros/core";
import { camelKeys } from "../encode/snake-keys.ts";
import { type JsonRecord, numberOf, textOf } from "../json-shapes.ts";
import type { AnswerContext } from "./answer-context.ts";
import { namespace } from "./namespace.ts";

type TextEnd = Extract<StreamPart, { type: "text-end" }>;
export type Citation = NonNullable<TextEnd["citations"]>[number];
type Source = Extract<StreamPart, { type: "source" }>;

export function decodeCitation(citation: JsonRecord, { documents }: AnswerContext): Citation {
  const providerMetadata = { [namespace]: citation as JSONObject };
  const citedText = textOf(citation.cited_text);
  const url = textOf(citation.url) ?? textOf(citation.source);
  const title = textOf(citation.title) ?? textOf(citation.document_title);
  const number = numberOf(citation.document_index) ?? 0;
  const document = documents[number];
  return {
    source:
      url === undefined
        ? {
            type: "source",
            sourceType: "document",
            id: textOf(citation.file_id) ?? String(number),
            mediaType: document?.mediaType ?? "text/plain",
            title: title ?? document?.title ?? `Document ${number}`,
            ...(document?.filename === undefined ? {} : { filename: document.filename }),
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

/** Undefined where nothing is known of what is cited. `id` is one that no other source of the answer has. */
export function citedSource(
  citation: JsonRecord,
  id: string,
  { documents }: AnswerContext,
): Source | undefined {
  const { type, title, document_title: documentTitle, document_index: index, ...rest } = citation;
  if (type === "web_search_result_location") {
    return {
      type: "source",
      sourceType: "url",
      id,
      url: textOf(citation.url) ?? "",
      ...(textOf(title) ? { title: String(title) } : {}),
      providerMetadata: { [namespace]: metadataOf(rest) },
    };
  }
  const document = documents[numberOf(index) ?? -1];
  if (!document || (type !== "page_location" && type !== "char_location")) return undefined;
  return {
    type: "source",
    sourceType: "document",
    id,
    mediaType: document.mediaType,
    title: textOf(documentTitle) ?? document.title,
    ...(document.filename === undefined ? {} : { filename: document.filename }),
    providerMetadata: { [namespace]: metadataOf(rest) },
  };
}

/** Where in its document something stands. */
function metadataOf({ url: _url, file_id: _file, ...place }: JsonRecord): JSONObject {
  return camelKeys(place);
}
