// One content block of an answer while it is being written, from its start to its end.
import type { JSONObject, ProviderMetadata, StreamPart } from "@mayros/core";
import { type JsonRecord, parseRecord, recordOf, textOf } from "../json-shapes.ts";
import { type Citation, decodeCitation } from "./decode-citation.ts";
import { JSON_ANSWER_TOOL } from "./json-answer-tool.ts";
import { namespace } from "./namespace.ts";

export interface ContentBlock {
  delta(delta: JsonRecord): void;
  end(): void;
}

interface BlockContext {
  readonly id: string;
  readonly emit: (part: StreamPart) => void;
  /** Who writes this, to stand beside signatures. */
  readonly origin: JSONObject;
}

/** Blocks of a kind that is not known here are kept whole, as a `custom` part. */
export function openBlock(start: JsonRecord, context: BlockContext): ContentBlock {
  switch (start.type) {
    case "text":
      return textBlock(start, context);
    case "thinking":
      return thinkingBlock(start, context);
    case "redacted_thinking":
      return redactedBlock(start, context);
    case "tool_use":
      return start.name === JSON_ANSWER_TOOL
        ? jsonAnswerBlock(start, context)
        : toolBlock(start, context);
    default:
      return customBlock(start, context);
  }
}

function textBlock(start: JsonRecord, { id, emit }: BlockContext): ContentBlock {
  const citations: Citation[] = [];
  function write(text: unknown): void {
    if (typeof text === "string" && text !== "") emit({ type: "text-delta", id, delta: text });
  }
  function cite(value: unknown): void {
    const record = recordOf(value);
    if (!record) return;
    const citation = decodeCitation(record);
    citations.push(citation);
    emit(citation.source);
  }
  emit({ type: "text-start", id });
  write(start.text);
  if (Array.isArray(start.citations)) start.citations.forEach(cite);
  return {
    delta(delta) {
      write(delta.text);
      if (delta.type === "citations_delta") cite(delta.citation);
    },
    end: () => emit({ type: "text-end", id, ...(citations.length > 0 ? { citations } : {}) }),
  };
}

/** The signature comes with an empty delta, where programs for the AI SDK look for it. */
function thinkingBlock(start: JsonRecord, { id, emit, origin }: BlockContext): ContentBlock {
  function write(text: unknown): void {
    if (typeof text === "string" && text !== "") emit({ type: "reasoning-delta", id, delta: text });
  }
  function sign(value: unknown): void {
    const signature = textOf(value);
    if (!signature) return;
    const providerMetadata = { [namespace]: { signature, ...origin } };
    emit({ type: "reasoning-delta", id, delta: "", providerMetadata });
  }
  emit({ type: "reasoning-start", id });
  write(start.thinking);
  sign(start.signature);
  return {
    delta(delta) {
      write(delta.thinking);
      sign(delta.signature);
    },
    end: () => emit({ type: "reasoning-end", id }),
  };
}

function redactedBlock(start: JsonRecord, { id, emit, origin }: BlockContext): ContentBlock {
  const redactedData = textOf(start.data) ?? "";
  const providerMetadata: ProviderMetadata = { [namespace]: { redactedData, ...origin } };
  emit({ type: "reasoning-start", id, providerMetadata });
  return { delta() {}, end: () => emit({ type: "reasoning-end", id }) };
}

/** The input that a block began with; some servers send all of it there. */
function initialInput(start: JsonRecord): string {
  const input = recordOf(start.input);
  return input && Object.keys(input).length > 0 ? JSON.stringify(input) : "";
}

function toolBlock(start: JsonRecord, { id: blockId, emit }: BlockContext): ContentBlock {
  const id = textOf(start.id) ?? blockId;
  const toolName = textOf(start.name) ?? "";
  let streamed = "";
  emit({ type: "tool-input-start", id, toolName });
  return {
    delta({ partial_json: json }) {
      if (typeof json !== "string" || json === "") return;
      streamed += json;
      emit({ type: "tool-input-delta", id, delta: json });
    },
    end() {
      const initial = streamed === "" ? initialInput(start) : "";
      if (initial) emit({ type: "tool-input-delta", id, delta: initial });
      emit({ type: "tool-input-end", id });
      const input = streamed.trim() || initial || "{}";
      emit({ type: "tool-call", toolCallId: id, toolName, input });
    },
  };
}

/** The answer by a schema, which had to be asked for as a tool call. */
function jsonAnswerBlock(start: JsonRecord, { id, emit }: BlockContext): ContentBlock {
  let empty = true;
  function write(text: unknown): void {
    if (typeof text !== "string" || text === "") return;
    empty = false;
    emit({ type: "text-delta", id, delta: text });
  }
  emit({ type: "text-start", id });
  return {
    delta: (delta) => write(delta.partial_json),
    end() {
      if (empty) write(initialInput(start) || "{}");
      emit({ type: "text-end", id });
    },
  };
}

function customBlock(start: JsonRecord, { emit }: BlockContext): ContentBlock {
  let json = "";
  return {
    delta({ partial_json: piece }) {
      if (typeof piece === "string") json += piece;
    },
    end() {
      const input = json === "" ? undefined : parseRecord(json);
      const block = { ...start, ...(input ? { input } : {}) } as JSONObject;
      const kind = `${namespace}.${textOf(start.type) ?? "unknown"}` as const;
      emit({ type: "custom", kind, providerMetadata: { [namespace]: { block } } });
    },
  };
}
