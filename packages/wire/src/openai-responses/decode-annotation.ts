// What a text refers to, as sources of the answer and as citations of the text.
// https://platform.openai.com/docs/api-reference/responses-streaming/response/output_text/annotation/added
// (accessed 2026-11-22)
import type { JSONObject, StreamPart } from "@mayros/core";
import { type JsonRecord, numberOf, textOf } from "../json-shapes.ts";
import { namespace } from "./namespace.ts";

type TextEnd = Extract<StreamPart, { type: "text-end" }>;
type Citation = NonNullable<TextEnd["citations"]>[number];
export type Source = Extract<StreamPart, { type: "source" }>;

/** Undefined for kinds that are not known here. */
export function decodeAnnotation(annotation: JsonRecord, id: string): Source | undefined {
  const { type } = annotation;
  const url = textOf(annotation.url);
  if (type === "url_citation" && url !== undefined) {
    const title = textOf(annotation.title);
    return { type: "source", sourceType: "url", id, url, ...(title ? { title } : {}) };
  }
  const fileId = textOf(annotation.file_id);
  const isPath = type === "file_path";
  const isContainer = type === "container_file_citation";
  if (fileId === undefined || !(isPath || isContainer || type === "file_citation")) {
    return undefined;
  }
  const filename = (isPath ? undefined : textOf(annotation.filename)) ?? fileId;
  const { container_id: containerId, index } = annotation;
  return {
    type: "source",
    sourceType: "document",
    id,
    mediaType: isPath ? "application/octet-stream" : "text/plain",
    title: filename,
    filename,
    providerMetadata: {
      [namespace]: { type, fileId, ...(isContainer ? { containerId } : { index }) } as JSONObject,
    },
  };
}

/** A path names a file that the text made, not one that it leans on. */
export function decodeCitations(annotations: readonly JsonRecord[]): Citation[] {
  return annotations.flatMap((annotation) => {
    if (annotation.type === "file_path") return [];
    const id = textOf(annotation.url) ?? textOf(annotation.file_id) ?? "";
    const source = decodeAnnotation(annotation, id);
    if (!source) return [];
    const startIndex = numberOf(annotation.start_index);
    const endIndex = numberOf(annotation.end_index);
    const range =
      startIndex === undefined || endIndex === undefined ? {} : { startIndex, endIndex };
    return [{ source, ...range }];
  });
}
