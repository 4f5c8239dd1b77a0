// One content block of an answer while it is being written, from its start to its end.
// https://docs.claude.com/en/api/messages-streaming (accessed 2026-11-28)
import type { JSONObject, ProviderMetadata, StreamPart } from "@mayros/core";
import { type JsonRecord, parseRecord, recordOf, textOf } from "../json-shapes.ts";
import type { AnswerContext, ContentBlock } from "./answer-context.ts";
import { openCall } from "./call-block.ts";
import { namespace } from "./namespace.ts";
import { readServerResult } from "./read-server-result.ts";
import { textBlock } from "./text-block.ts";

/** Blocks of a kind that is not known here are kept whole, as a `custom` part. `id` is the block's own. */
export function openBlock(start: JsonRecord, id: string, context: AnswerContext): ContentBlock {
  const { type } = start;
  switch (type) {
    case "text":
    case "compaction":
      return textBlock(start, id, context);
    case "thinking":
      return thinkingBlock(start, id, context);
    case "redacted_thinking":
      return redactedBlock(start, id, context);
  }
  // What came before a call or a result was no answer yet.
  context.heldTexts.length = 0;
  if (type === "tool_use" && start.name === context.jsonTool) {
    return jsonAnswerBlock(start, id, context);
  }
  return openCall(start, id, context) ?? readyBlock(start, context);
}

/** The signature comes with an empty delta, where programs for the AI SDK look for it. */
function thinkingBlock(
  start: JsonRecord,
  id: string,
  { emit, origin }: AnswerContext,
): ContentBlock {
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

function redactedBlock(
  start: JsonRecord,
  id: string,
  { emit, origin }: AnswerContext,
): ContentBlock {
  const redactedData = textOf(start.data) ?? "";
  const providerMetadata: ProviderMetadata = { [namespace]: { redactedData, ...origin } };
  emit({ type: "reasoning-start", id, providerMetadata });
  return { delta() {}, end: () => emit({ type: "reasoning-end", id }) };
}

/** The answer by a schema, which had to be asked for as a tool call. */
function jsonAnswerBlock(start: JsonRecord, id: string, { emit }: AnswerContext): ContentBlock {
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
      if (empty) write(JSON.stringify(recordOf(start.input) ?? {}));
      emit({ type: "text-end", id });
    },
  };
}

/** A block that came whole: the result of a tool that the server ran, or a kind not known here. */
function readyBlock(start: JsonRecord, context: AnswerContext): ContentBlock {
  let json = "";
  return {
    delta({ partial_json: piece }) {
      if (typeof piece === "string") json += piece;
    },
    end() {
      const parts = readServerResult(start, context) ?? [customPart(start, json)];
      parts.forEach(context.emit);
    },
  };
}

/** Who answers on, and files that a container made, are told as programs for the AI SDK expect it. */
function customPart(start: JsonRecord, json: string): StreamPart {
  const type = textOf(start.type) ?? "unknown";
  const kind = `${namespace}.${type}` as const;
  const { from, to, file_id: fileId } = start as JSONObject;
  if (type === "fallback" && from && to) {
    return { type: "custom", kind, providerMetadata: { [namespace]: { type, from, to } } };
  }
  if (type === "container_upload" && fileId) {
    return { type: "custom", kind, providerMetadata: { [namespace]: { fileId } } };
  }
  const input = json === "" ? undefined : parseRecord(json);
  const block = { ...start, ...(input ? { input } : {}) } as JSONObject;
  return { type: "custom", kind, providerMetadata: { [namespace]: { block } } };
}
