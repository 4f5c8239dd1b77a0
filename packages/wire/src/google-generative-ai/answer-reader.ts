// Makes parts of an answer, streamed or whole: every frame of a stream is a whole answer with the next
// piece of the content in it.
// https://ai.google.dev/api/generate-content#GenerateContentResponse (accessed 2026-11-22)
import type { CallOptions, JSONObject, JSONValue, Target } from "@mayros/core";
import type { AnswerOutput } from "../decode/answer-output.ts";
import type { AnswerReader } from "../decode/create-stream-decoder.ts";
import { responseMetadata } from "../decode/response-metadata.ts";
import { originOf } from "../encode/reasoning-origin.ts";
import { unreadableError, vendorStreamError } from "../errors/stream-errors.ts";
import { type JsonRecord, listOf, numberOf, recordOf, textOf } from "../json-shapes.ts";
import { PartReader } from "./answer-part.ts";
import { compatOf } from "./compat.ts";
import { blockReasonOf, decodeFinishReason } from "./decode-finish-reason.ts";
import { decodeSources } from "./decode-sources.ts";
import { decodeUsage } from "./decode-usage.ts";
import type { Dialect } from "./dialect.ts";
import { codeToolName } from "./encode-server-tools.ts";
import { jsonAnswerTool } from "./json-answer-tool.ts";
import { namespace, dialect as own } from "./namespace.ts";
import { createOpenBlock, type OpenBlock } from "./open-block.ts";

/** What a candidate tells beside its content; the latest counts. */
const details = ["groundingMetadata", "urlContextMetadata", "safetyRatings", "finishMessage"];

export class GenerateAnswerReader implements AnswerReader {
  readonly #output: AnswerOutput;
  readonly #origin: JSONObject;
  readonly #codeTool: string;
  readonly #answerTool: string | undefined;
  #block: OpenBlock;
  #parts: PartReader;
  readonly #sources = new Set<string>();
  readonly #details: Record<string, JSONValue> = {};
  #announced = false;
  #responseId: string | undefined;
  #ids = 0;
  #usage: JsonRecord | undefined;
  #promptFeedback: JsonRecord | undefined;
  #finishReason: string | undefined;
  #continuationToken: string | undefined;

  constructor(output: AnswerOutput, target: Target, call: CallOptions, { api }: Dialect = own) {
    this.#output = output;
    this.#origin = { ...originOf(target, api) };
    this.#codeTool = codeToolName(call.tools);
    this.#answerTool = jsonAnswerTool(call, compatOf(target))?.name;
    this.#block = createOpenBlock(output.emit, false);
    this.#parts = this.#createParts();
  }

  event(value: JsonRecord, raw: string, name: string | undefined): void {
    if (name === "error" || value.error) {
      this.#output.fail(vendorStreamError(value, raw));
      return;
    }
    this.#readFrame(value);
    const candidate = firstCandidate(value);
    // What follows a refusal of the prompt is no answer to it.
    if (!candidate || blockReasonOf(this.#promptFeedback)) return;
    this.#readSources(candidate);
    this.#readContent(candidate);
  }

  /** Not an end mark of this wire; routers add it to every stream. */
  done(): void {}

  /** There is no end mark: a finish reason says that nothing is missing, and counts may follow it. */
  end(): void {
    if (this.#finishReason ?? blockReasonOf(this.#promptFeedback)) this.#finish();
  }

  whole(value: JsonRecord, raw: string): void {
    if (value.error) {
      this.#output.fail(vendorStreamError(value, raw));
      return;
    }
    this.#block = createOpenBlock(this.#output.emit, true);
    this.#parts = this.#createParts();
    const candidate = firstCandidate(value);
    this.#readFrame(value);
    if (candidate) {
      this.#readContent(candidate);
      this.#block.close();
      this.#readSources(candidate);
    } else if (!blockReasonOf(this.#promptFeedback)) {
      this.#output.fail(unreadableError(raw));
      return;
    }
    this.#finish();
  }

  #createParts(): PartReader {
    return new PartReader({
      emit: this.#output.emit,
      block: this.#block,
      origin: this.#origin,
      codeTool: this.#codeTool,
      answerTool: this.#answerTool,
      newId: () => `${this.#responseId ?? "call"}-${this.#ids++}`,
    });
  }

  #readFrame(frame: JsonRecord): void {
    if (!this.#announced) {
      this.#responseId = textOf(frame.responseId);
      const metadata = responseMetadata(this.#responseId, textOf(frame.modelVersion), undefined);
      this.#announced = metadata !== undefined;
      if (metadata) this.#output.emit(metadata);
    }
    this.#usage = recordOf(frame.usageMetadata) ?? this.#usage;
    if (!blockReasonOf(this.#promptFeedback)) {
      this.#promptFeedback = recordOf(frame.promptFeedback) ?? this.#promptFeedback;
    }
    const candidate = firstCandidate(frame);
    if (!candidate) return;
    for (const name of details) {
      const value = candidate[name];
      if (value !== undefined && value !== null) this.#details[name] = value as JSONValue;
    }
    this.#finishReason = textOf(candidate.finishReason) ?? this.#finishReason;
    this.#continuationToken = textOf(candidate.continuationToken) ?? this.#continuationToken;
  }

  #readSources(candidate: JsonRecord): void {
    const grounding = recordOf(candidate.groundingMetadata);
    if (!grounding) return;
    for (const source of decodeSources(grounding, this.#sources)) this.#output.emit(source);
  }

  #readContent(candidate: JsonRecord): void {
    for (const part of listOf(recordOf(candidate.content)?.parts)) {
      const record = recordOf(part);
      if (record) this.#parts.read(record);
    }
  }

  #finish(): void {
    this.#block.close();
    const refused = blockReasonOf(this.#promptFeedback);
    const raw = refused ?? this.#finishReason;
    const token = this.#continuationToken;
    const cut = raw === "MAX_TOKENS" || raw === "CONTINUATION";
    const metadata = {
      promptFeedback: this.#promptFeedback ?? null,
      groundingMetadata: null,
      urlContextMetadata: null,
      safetyRatings: null,
      finishMessage: null,
      ...this.#details,
      usageMetadata: this.#usage ?? null,
      serviceTier: this.#usage?.serviceTier ?? null,
      ...(token && cut ? { continuationToken: token } : {}),
    } as JSONObject;
    this.#output.finish({
      type: "finish",
      finishReason: refused
        ? { unified: "content-filter", raw: refused }
        : raw === undefined
          ? { unified: "other", raw }
          : decodeFinishReason(raw, this.#parts.hasFunctionCalls),
      usage: decodeUsage(this.#usage),
      providerMetadata: { [namespace]: metadata },
    });
  }
}

/** A neutral answer is one answer: further candidates are left out. */
function firstCandidate(value: JsonRecord): JsonRecord | undefined {
  return listOf(value.candidates)
    .map(recordOf)
    .find((candidate) => candidate && (numberOf(candidate.index) ?? 0) === 0);
}
