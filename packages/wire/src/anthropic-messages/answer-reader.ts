// Makes parts of an answer, streamed or whole: the blocks of a whole message are opened and closed at once.
// https://docs.anthropic.com/en/api/messages-streaming (accessed 2026-11-22)
import type { JSONObject, Target } from "@mayros/core";
import type { AnswerOutput } from "../decode/answer-output.ts";
import type { AnswerReader } from "../decode/create-stream-decoder.ts";
import { responseMetadata } from "../decode/response-metadata.ts";
import { originOf } from "../encode/reasoning-origin.ts";
import { unreadableError, vendorStreamError } from "../errors/stream-errors.ts";
import { type JsonRecord, listOf, recordOf, textOf } from "../json-shapes.ts";
import { type ContentBlock, openBlock } from "./content-block.ts";
import { decodeStopReason } from "./decode-stop-reason.ts";
import { decodeUsage, mergeUsage } from "./decode-usage.ts";
import { JSON_ANSWER_TOOL } from "./json-answer-tool.ts";
import { api, namespace } from "./namespace.ts";

export class MessageAnswerReader implements AnswerReader {
  readonly #output: AnswerOutput;
  readonly #origin: JSONObject;
  /** By the wire's index; blocks mostly come one after another. */
  readonly #open = new Map<unknown, ContentBlock>();
  #blocks = 0;
  #usage: JsonRecord | undefined;
  #stopReason: string | undefined;
  #stopSequence: string | undefined;
  #toolCalls = 0;
  #jsonAnswer = false;

  constructor(output: AnswerOutput, target: Target) {
    this.#output = output;
    this.#origin = { ...originOf(target, api) };
  }

  event(value: JsonRecord, raw: string, name: string | undefined): void {
    // Some gateways send the error itself, with a type of its own, as an event called "error".
    if (name === "error" || value.type === "error" || value.error) {
      this.#output.fail(vendorStreamError(value, raw));
      return;
    }
    switch (value.type ?? name) {
      case "content_block_delta": {
        const delta = recordOf(value.delta);
        if (delta) this.#open.get(value.index)?.delta(delta);
        break;
      }
      case "content_block_start":
        this.#start(value.index, recordOf(value.content_block));
        break;
      case "content_block_stop":
        this.#open.get(value.index)?.end();
        this.#open.delete(value.index);
        break;
      case "message_start":
        this.#readHead(recordOf(value.message) ?? value);
        break;
      case "message_delta":
        this.#readTail(recordOf(value.delta), value.usage);
        break;
      case "message_stop":
        this.#finish();
        break;
      case "ping":
        this.#output.emit({ type: "ping" });
        break;
    }
  }

  /** Not an end mark of this wire; routers add it to every stream. */
  done(): void {}

  /** Only `message_stop` ends an answer. */
  end(): void {}

  whole(value: JsonRecord, raw: string): void {
    if (value.type === "error" || value.error) {
      this.#output.fail(vendorStreamError(value, raw));
      return;
    }
    if (!Array.isArray(value.content)) {
      this.#output.fail(unreadableError(raw));
      return;
    }
    this.#readHead(value);
    for (const [index, block] of listOf(value.content).entries()) {
      this.#start(index, recordOf(block));
      this.#endAll();
    }
    this.#readTail(value, undefined);
    this.#finish();
  }

  #readHead(message: JsonRecord): void {
    const metadata = responseMetadata(textOf(message.id), textOf(message.model), undefined);
    if (metadata) this.#output.emit(metadata);
    this.#usage = mergeUsage(this.#usage, message.usage);
  }

  #readTail(delta: JsonRecord | undefined, usage: unknown): void {
    this.#stopReason = textOf(delta?.stop_reason) ?? this.#stopReason;
    this.#stopSequence = textOf(delta?.stop_sequence) ?? this.#stopSequence;
    this.#usage = mergeUsage(this.#usage, usage);
  }

  #start(index: unknown, block: JsonRecord | undefined): void {
    if (!block) return;
    if (block.type === "tool_use") {
      this.#toolCalls++;
      this.#jsonAnswer ||= block.name === JSON_ANSWER_TOOL;
    }
    const id = `block-${this.#blocks++}`;
    // Servers that give every block the same index forget to end the one before.
    this.#open.get(index)?.end();
    this.#open.set(index, openBlock(block, { id, emit: this.#output.emit, origin: this.#origin }));
  }

  #endAll(): void {
    for (const block of this.#open.values()) block.end();
    this.#open.clear();
  }

  #finish(): void {
    this.#endAll();
    const jsonAnswer = this.#jsonAnswer && this.#toolCalls === 1;
    this.#output.finish({
      type: "finish",
      finishReason: decodeStopReason(this.#stopReason, jsonAnswer, this.#toolCalls > 0),
      usage: decodeUsage(this.#usage),
      ...(this.#stopSequence
        ? { providerMetadata: { [namespace]: { stopSequence: this.#stopSequence } } }
        : {}),
    });
  }
}
