// A message of an answer. Refusals are text, too: what the model said instead.
import type { JSONObject, JSONValue, ProviderMetadata } from "@mayros/core";
import { type JsonRecord, listOf, recordOf, recordsOf, textOf } from "../json-shapes.ts";
import { decodeAnnotation, decodeCitations } from "./decode-annotation.ts";
import type { ItemContext } from "./item-context.ts";
import { namespace } from "./namespace.ts";
import type { OutputItem } from "./output-item.ts";

export function openTextItem(item: JsonRecord, id: string, context: ItemContext): OutputItem {
  const { emit, facts } = context;
  const annotations: JsonRecord[] = [];
  let empty = true;
  const phaseAtStart = item.phase;
  emit({ type: "text-start", id, providerMetadata: metadataOf(id, phaseAtStart, []) });

  function write(value: unknown): void {
    if (typeof value !== "string") return;
    empty = false;
    emit({ type: "text-delta", id, delta: value });
  }

  return {
    event(type, value) {
      switch (type) {
        case "output_text.delta":
          write(value.delta);
          context.logprobs.push(...logprobsOf(value));
          break;
        case "refusal.delta":
          facts.hasRefusal = true;
          write(value.delta);
          break;
        case "refusal.done":
          facts.hasRefusal = true;
          break;
        case "output_text.annotation.added": {
          const annotation = recordOf(value.annotation);
          if (!annotation) break;
          annotations.push(annotation);
          emitOrKeep(annotation, context);
          break;
        }
      }
    },
    end(done) {
      // Servers that stream no pieces of a text send it whole.
      const pieces = empty ? piecesOf(done) : [];
      facts.hasRefusal ||= pieces.some(isRefusal);
      for (const { text } of pieces) if (text) write(text);
      emit({
        type: "text-end",
        id,
        ...citationsOf(annotations),
        providerMetadata: metadataOf(id, done?.phase ?? phaseAtStart, annotations),
      });
    },
  };
}

/** A message that was not streamed: each of its pieces is a text of its own, with its sources behind it. */
export function readWholeText(item: JsonRecord, id: string, context: ItemContext): void {
  const pieces = piecesOf(item);
  context.facts.hasRefusal ||= pieces.some(isRefusal);
  for (const [index, { piece, text }] of pieces.entries()) {
    const blockId = index === 0 ? id : `${id}:${index}`;
    const annotations = recordsOf(piece.annotations);
    context.logprobs.push(...logprobsOf(piece));
    const providerMetadata = metadataOf(id, item.phase, annotations);
    const start = metadataOf(id, item.phase, []);
    context.emit({ type: "text-start", id: blockId, providerMetadata: start });
    if (text) context.emit({ type: "text-delta", id: blockId, delta: text });
    context.emit({
      type: "text-end",
      id: blockId,
      ...citationsOf(annotations),
      providerMetadata,
    });
    for (const annotation of annotations) emitSource(annotation, context);
  }
}

/** Emits the source of an annotation unless a search has listed it. */
export function emitSource(annotation: JsonRecord, context: ItemContext): void {
  const { type } = annotation;
  if (type === "url_citation" && context.searched.pages) return;
  if (type === "file_citation" && context.searched.files) return;
  const source = decodeAnnotation(annotation, context.sourceId());
  if (source) context.emit(source);
}

function emitOrKeep(annotation: JsonRecord, context: ItemContext): void {
  if (annotation.type === "url_citation" || annotation.type === "file_citation") {
    context.cited.push(annotation);
  } else emitSource(annotation, context);
}

interface Piece {
  readonly piece: JsonRecord;
  readonly text: string | undefined;
}

function piecesOf(item: JsonRecord | undefined): Piece[] {
  return recordsOf(item?.content).flatMap((piece) => {
    if (piece.type === "refusal") return [{ piece, text: textOf(piece.refusal) }];
    return piece.type === "output_text" ? [{ piece, text: textOf(piece.text) }] : [];
  });
}

function isRefusal({ piece }: Piece): boolean {
  return piece.type === "refusal";
}

/** One entry per piece, as the AI SDK hands them on; servers send an empty list where none were asked for. */
function logprobsOf(value: JsonRecord): JSONValue[] {
  const list = listOf(value.logprobs) as JSONValue[];
  return list.length > 0 ? [list] : [];
}

function citationsOf(annotations: readonly JsonRecord[]) {
  const citations = decodeCitations(annotations);
  return citations.length > 0 ? { citations } : {};
}

function metadataOf(
  itemId: string,
  phase: unknown,
  annotations: readonly JsonRecord[],
): ProviderMetadata {
  return {
    [namespace]: {
      itemId,
      ...(typeof phase === "string" ? { phase } : {}),
      ...(annotations.length > 0 ? { annotations: annotations as JSONObject[] } : {}),
    },
  };
}
