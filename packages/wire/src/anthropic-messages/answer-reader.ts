// Makes parts of an answer, streamed or whole: the blocks of a whole message are opened and closed at once.
// https://docs.claude.com/en/api/messages-streaming (accessed 2026-11-28)
import type { CallOptions, JSONValue, Target } from "@mayros/core";
import type { AnswerOutput } from "../decode/answer-output.ts";
import type { AnswerReader } from "../decode/create-stream-decoder.ts";
import { responseMetadata } from "../decode/response-metadata.ts";
import { unreadableError, vendorStreamError } from "../errors/stream-errors.ts";
import { type JsonRecord, listOf, recordOf, recordsOf, textOf } from "../json-shapes.ts";
import { type AnswerContext, type ContentBlock, createAnswerContext } from "./answer-context.ts";
import { openBlock } from "./content-block.ts";
import { decodeStopReason } from "./decode-stop-reason.ts";
import { decodeUsage, mergeUsage } from "./decode-usage.ts";
import { type MessageFields, messageMetadata, noteFields } from "./message-metadata.ts";
import { namespace } from "./namespace.ts";
import { decodeCaller } from "./tool-caller.ts";

export class MessageAnswerReader implements AnswerReader {
  readonly #output: AnswerOutput;
  readonly #context: AnswerContext;
  /** By the wire's index; blocks mostly come one after another. */
  readonly #open = new Map<unknown, ContentBlock>();
  readonly #fields: MessageFields = {};
  /** Of the message that began; some gateways send its head twice. */
  #head: { id: unknown } | undefined;
  #blocks = 0;
  #usage: JsonRecord | undefined;
  #toolCalls = 0;
  #jsonAnswer = false;

  constructor(output: AnswerOutput, target: Target, call: CallOptions) {
    this.#output = output;
    this.#context = createAnswerContext(output.emit, target, call);
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
        this.#startMessage(recordOf(value.message) ?? value, raw);
        break;
      case "message_delta":
        noteFields(this.#fields, recordOf(value.delta));
        noteFields(this.#fields, value);
        this.#usage = mergeUsage(this.#usage, value.usage);
        break;
      case "message_stop":
        this.#finish();
        break;
      case "ping":
        if (this.#context.pings) this.#output.emit({ type: "ping" });
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
    this.#context.whole = true;
    this.#context.searched = recordsOf(value.content).some(listsPages);
    this.#readHead(value);
    this.#readContent(value.content);
    this.#finish();
  }

  #startMessage(message: JsonRecord, raw: string): void {
    const { id } = message;
    if (this.#head) {
      if (id !== this.#head.id) this.#output.fail(unreadableError(raw));
      return;
    }
    this.#head = { id };
    this.#readHead(message);
    const { model, usage } = message as Record<string, JSONValue>;
    this.#output.emit({
      type: "custom",
      kind: `${namespace}.message_start`,
      providerMetadata: {
        [namespace]: { id: (id ?? null) as JSONValue, model: model ?? null, usage: usage ?? null },
      },
    });
    // Calls that code made on the server may be there from the start.
    this.#readContent(listOf(message.content));
  }

  #readHead(message: JsonRecord): void {
    const metadata = responseMetadata(textOf(message.id), textOf(message.model));
    if (metadata) this.#output.emit(metadata);
    this.#usage = mergeUsage(this.#usage, message.usage);
    noteFields(this.#fields, message);
  }

  #readContent(content: readonly unknown[]): void {
    for (const block of recordsOf(content)) {
      // A compaction that failed has no content.
      if (block.type === "compaction" && !textOf(block.content)) continue;
      this.#start(undefined, block);
      this.#endAll();
    }
  }

  #start(index: unknown, block: JsonRecord | undefined): void {
    if (!block) return;
    // Code on the server calls tools, too, and may have had its answers.
    if (block.type === "tool_use" && (decodeCaller(block)?.type ?? "direct") === "direct") {
      this.#toolCalls++;
      this.#jsonAnswer ||= block.name === this.#context.jsonTool;
    }
    const id = `block-${this.#blocks++}`;
    // Servers that give every block the same index forget to end the one before.
    this.#open.get(index)?.end();
    this.#open.set(index, openBlock(block, id, this.#context));
  }

  #endAll(): void {
    for (const block of this.#open.values()) block.end();
    this.#open.clear();
  }

  #finish(): void {
    this.#endAll();
    const { searched, citedPages } = this.#context;
    if (!searched) citedPages.forEach(this.#output.emit);
    const reason = textOf(this.#fields.stop_reason);
    this.#tellHeldTexts(reason);
    const jsonAnswer = this.#jsonAnswer && this.#toolCalls === 1;
    this.#output.finish({
      type: "finish",
      finishReason: decodeStopReason(reason, jsonAnswer, this.#toolCalls > 0),
      usage: decodeUsage(this.#usage),
      providerMetadata: { [namespace]: messageMetadata(this.#fields, this.#usage) },
    });
  }

  /** The model answered in words where a tool was to take the answer; but not if it goes on after this. */
  #tellHeldTexts(reason: string | undefined): void {
    if (this.#jsonAnswer || reason === "pause_turn" || reason === "tool_use") return;
    for (const text of this.#context.heldTexts) {
      if (text.some(({ type }) => type === "text-delta")) text.forEach(this.#output.emit);
    }
  }
}

function listsPages({ type, content }: JsonRecord): boolean {
  return type === "web_search_tool_result" && listOf(content).length > 0;
}
