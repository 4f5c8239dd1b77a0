// A block of text while it is being written, with what it cites. Beside a tool that takes the answer, texts are
// held back until it is known that they are the answer.
// https://docs.claude.com/en/docs/build-with-claude/citations (accessed 2026-11-28)
import type { JSONObject, PartSink, ProviderMetadata, StreamPart } from "@mayros/core";
import { type JsonRecord, recordOf, textOf } from "../json-shapes.ts";
import type { AnswerContext, ContentBlock } from "./answer-context.ts";
import { type Citation, citedSource, decodeCitation } from "./decode-citation.ts";
import { namespace } from "./namespace.ts";

export function textBlock(start: JsonRecord, id: string, context: AnswerContext): ContentBlock {
  const emit = context.jsonTool === undefined ? context.emit : held(context);
  const citations: Citation[] = [];
  const raw: JSONObject[] = [];
  function write(text: unknown): void {
    if (typeof text === "string" && text !== "") emit({ type: "text-delta", id, delta: text });
  }
  function cite(value: unknown): void {
    const record = recordOf(value);
    if (!record) return;
    raw.push(record as JSONObject);
    citations.push(decodeCitation(record, context));
    const source = citedSource(record, `${id}-${raw.length}`, context);
    if (source?.sourceType !== "url") {
      if (source) emit(source);
    } else if (!context.whole) context.citedPages.push(source);
    else if (!context.searched) emit(source);
  }
  emit({ type: "text-start", id, ...compactionMetadata(start) });
  write(start.text ?? start.content);
  if (Array.isArray(start.citations)) start.citations.forEach(cite);
  return {
    delta(delta) {
      if (delta.type === "citations_delta") cite(delta.citation);
      else write(delta.text ?? delta.content);
    },
    end() {
      const cited = { citations, providerMetadata: { [namespace]: { citations: raw } } };
      emit({ type: "text-end", id, ...(raw.length > 0 ? cited : {}) });
    },
  };
}

function held({ heldTexts }: AnswerContext): PartSink {
  const parts: StreamPart[] = [];
  heldTexts.push(parts);
  return (part) => parts.push(part);
}

/** https://docs.claude.com/en/docs/build-with-claude/compaction (accessed 2026-11-28) */
function compactionMetadata({ type, signature }: JsonRecord): {
  providerMetadata?: ProviderMetadata;
} {
  if (type !== "compaction") return {};
  const signed = textOf(signature);
  return {
    providerMetadata: { [namespace]: { type, ...(signed ? { signature: signed } : {}) } },
  };
}
