// Makes parts of an answer, streamed or whole: a whole message is read as one large delta.
// https://platform.openai.com/docs/api-reference/chat-streaming (accessed 2026-11-22)
import type { JSONObject, JSONValue, ProviderMetadata, Target } from "@mayros/core";
import type { AnswerOutput } from "../decode/answer-output.ts";
import type { AnswerReader } from "../decode/create-stream-decoder.ts";
import { responseMetadata } from "../decode/response-metadata.ts";
import { originOf } from "../encode/reasoning-origin.ts";
import { unreadableError, vendorStreamError } from "../errors/stream-errors.ts";
import { type JsonRecord, listOf, numberOf, recordOf, textOf } from "../json-shapes.ts";
import { compatOf } from "./compat.ts";
import { decodeAttachments } from "./decode-attachments.ts";
import { decodeFinishReason } from "./decode-finish-reason.ts";
import { decodeUsage } from "./decode-usage.ts";
import { api, namespace } from "./namespace.ts";
import { createOpenBlock } from "./open-block.ts";
import { createReasoningDetails } from "./reasoning-details.ts";
import { reasoningFields, typedContent } from "./reasoning-fields.ts";
import { createToolCallTracker } from "./track-tool-calls.ts";

export class ChatAnswerReader implements AnswerReader {
  readonly #output: AnswerOutput;
  readonly #origin: JSONObject;
  /** The server never says why it stops. */
  readonly #silent: boolean;
  readonly #details = createReasoningDetails();
  readonly #block;
  readonly #tools;
  #logprobs: JSONValue[] | undefined;
  #announced = false;
  #responseId: string | undefined;
  #reasoningField: string | undefined;
  #usage: JsonRecord | undefined;
  #finishReason: string | undefined;
  #hasRefusal = false;
  #sources = 0;

  constructor(output: AnswerOutput, target: Target) {
    this.#output = output;
    this.#origin = { ...originOf(target, api) };
    this.#silent = compatOf(target.compat).supportsFinishReason === false;
    this.#block = createOpenBlock(
      output.emit,
      () => this.#reasoningMetadata({}),
      () => {
        const reasoningDetails = this.#details.take();
        return reasoningDetails.length > 0
          ? this.#reasoningMetadata({ reasoningDetails })
          : undefined;
      },
    );
    this.#tools = createToolCallTracker(
      output.emit,
      () => this.#responseId ?? "call",
      this.#origin,
    );
  }

  event(value: JsonRecord, raw: string, name: string | undefined): void {
    if (name === "error" || isError(value)) {
      this.#output.fail(vendorStreamError(value, raw));
      return;
    }
    this.#readFrame(value);
    const choice = firstChoice(value);
    if (choice?.error) this.#output.fail(vendorStreamError(choice, JSON.stringify(choice)));
    else if (choice) this.#readChoice(choice, recordOf(choice.delta) ?? recordOf(choice.message));
  }

  done(): void {
    this.#finish("a tool call without a name", "interrupted");
  }

  /** Some servers never send [DONE]: a finish reason says as well that nothing is missing. */
  end(): void {
    if (this.#finishReason !== undefined) this.done();
  }

  whole(value: JsonRecord, raw: string): void {
    if (isError(value)) {
      this.#output.fail(vendorStreamError(value, raw));
      return;
    }
    const choice = firstChoice(value);
    const message = recordOf(choice?.message);
    if (choice?.error) {
      this.#output.fail(vendorStreamError(choice, JSON.stringify(choice)));
      return;
    }
    if (!choice || !message) {
      this.#output.fail(saysWhy(value) ? vendorStreamError(value, raw) : unreadableError(raw));
      return;
    }
    const { refusal, ...answer } = message;
    this.#readFrame(value);
    this.#readChoice(choice, answer);
    if (refusal) {
      this.#block.close();
      this.#readDelta({ refusal });
    }
    this.#finish(raw, "other");
  }

  #readFrame(frame: JsonRecord): void {
    if (!this.#announced) {
      this.#responseId = textOf(frame.id);
      const created = numberOf(frame.created);
      const metadata = responseMetadata(this.#responseId, textOf(frame.model), created);
      // Some servers begin with a frame in which all of it is empty.
      this.#announced = metadata !== undefined;
      if (metadata) this.#output.emit(metadata);
    }
    this.#usage = recordOf(frame.usage) ?? this.#usage;
  }

  #readChoice(choice: JsonRecord, delta: JsonRecord | undefined): void {
    this.#finishReason = textOf(choice.finish_reason) ?? this.#finishReason;
    // https://platform.moonshot.ai/docs/api/chat (accessed 2026-11-22): usage within the choice.
    if (choice.usage) this.#usage ??= recordOf(choice.usage);
    if (choice.logprobs) this.#readLogprobs(choice.logprobs);
    if (delta) this.#readDelta(delta);
  }

  /** Of the text, then of a refusal: the server fills one of the two for each token. */
  #readLogprobs(logprobs: unknown): void {
    const { content, refusal } = recordOf(logprobs) ?? {};
    if (!Array.isArray(content) && !Array.isArray(refusal)) return;
    this.#logprobs ??= [];
    this.#logprobs.push(...(listOf(content) as JSONValue[]), ...(listOf(refusal) as JSONValue[]));
  }

  #readDelta(delta: JsonRecord): void {
    this.#readReasoning(delta);
    // What was said aloud comes as text, too.
    const content = delta.content || (delta.audio && recordOf(delta.audio)?.transcript);
    if (content) this.#readContent(content);
    const refusal = delta.refusal ? textOf(delta.refusal) : undefined;
    if (refusal) {
      this.#hasRefusal = true;
      this.#block.write("text", refusal);
    }
    if (delta.annotations || delta.images) this.#readAttachments(delta);
    if (delta.tool_calls) this.#readToolCalls(delta.tool_calls);
  }

  #readReasoning(delta: JsonRecord): void {
    for (const field of reasoningFields) {
      const text = textOf(delta[field]);
      if (text === undefined) continue;
      this.#reasoningField ??= field;
      this.#block.write("reasoning", text);
      break;
    }
    if (!delta.reasoning_details) return;
    this.#details.add(delta.reasoning_details);
    if (this.#details.pending && !this.#block.isOpen) this.#block.openReasoning();
  }

  #readContent(content: unknown): void {
    if (typeof content === "string") {
      this.#block.write("text", content);
      return;
    }
    // https://docs.mistral.ai/capabilities/reasoning (accessed 2026-11-22): pieces with types.
    for (const piece of listOf(content).map(recordOf)) {
      const text = textOf(piece?.text);
      if (text) this.#block.write("text", text);
      for (const thought of listOf(piece?.thinking)) {
        const thinking = textOf(recordOf(thought)?.text);
        if (!thinking) continue;
        this.#reasoningField ??= typedContent;
        this.#block.write("reasoning", thinking);
      }
    }
  }

  #readAttachments(delta: JsonRecord): void {
    for (const part of decodeAttachments(delta, this.#sources)) {
      if (part.type === "source") this.#sources++;
      this.#output.emit(part);
    }
  }

  #readToolCalls(pieces: unknown): void {
    for (const piece of listOf(pieces).map(recordOf)) {
      if (!piece) continue;
      this.#block.close();
      this.#tools.add(piece);
    }
  }

  /** `unsaid` is what it means that the server names no reason. */
  #finish(raw: string, unsaid: "interrupted" | "other"): void {
    if (this.#details.pending) this.#block.openReasoning();
    this.#block.close();
    if (!this.#tools.finish()) {
      this.#output.fail(unreadableError(raw));
      return;
    }
    this.#output.finish({
      type: "finish",
      finishReason: decodeFinishReason(this.#finishReason, {
        hasToolCalls: this.#tools.count > 0,
        hasRefusal: this.#hasRefusal,
        unsaid: this.#silent ? "stop" : unsaid,
      }),
      usage: decodeUsage(this.#usage),
      providerMetadata: { [namespace]: this.#metadata() },
    });
  }

  #metadata(): JSONObject {
    const details = recordOf(this.#usage?.completion_tokens_details);
    const accepted = numberOf(details?.accepted_prediction_tokens);
    const rejected = numberOf(details?.rejected_prediction_tokens);
    return {
      ...(accepted === undefined ? {} : { acceptedPredictionTokens: accepted }),
      ...(rejected === undefined ? {} : { rejectedPredictionTokens: rejected }),
      ...(this.#logprobs ? { logprobs: this.#logprobs } : {}),
    };
  }

  #reasoningMetadata(more: JSONObject): ProviderMetadata {
    const field = this.#reasoningField;
    const metadata = { ...this.#origin, ...(field ? { reasoningField: field } : {}), ...more };
    return { [namespace]: metadata };
  }
}

/** A neutral answer is one answer: further choices, which a caller may have asked for, are left out. */
function firstChoice(value: JsonRecord): JsonRecord | undefined {
  return listOf(value.choices)
    .map(recordOf)
    .find((choice) => choice && (numberOf(choice.index) ?? 0) === 0);
}

function isError(value: JsonRecord): boolean {
  return Boolean(value.error) || value.object === "error" || (!value.choices && saysWhy(value));
}

/**
 * Servers without an `error` field put the reason elsewhere in what came as a success. `base_resp`
 * (MiniMax) comes with good answers too, with the code 0.
 */
function saysWhy(value: JsonRecord): boolean {
  const code = recordOf(value.base_resp)?.status_code;
  return Boolean(
    textOf(value.message) ??
      textOf(value.msg) ??
      value.detail ??
      (code !== undefined && code !== 0),
  );
}
