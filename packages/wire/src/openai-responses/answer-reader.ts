// Makes parts of an answer, streamed or whole. An answer is a list of items, each of which opens, grows
// and is done; events name theirs by its place in the list.
// https://platform.openai.com/docs/api-reference/responses-streaming (accessed 2026-11-22)
import type { CallOptions, JSONObject, JSONValue, Target } from "@mayros/core";
import type { AnswerOutput } from "../decode/answer-output.ts";
import type { AnswerReader } from "../decode/create-stream-decoder.ts";
import { responseMetadata } from "../decode/response-metadata.ts";
import { unreadableError, vendorStreamError } from "../errors/stream-errors.ts";
import { type JsonRecord, listOf, numberOf, recordOf, recordsOf, textOf } from "../json-shapes.ts";
import { decodeFinishReason } from "./decode-finish-reason.ts";
import { decodeUsage } from "./decode-usage.ts";
import { createItemContext, type ItemContext } from "./item-context.ts";
import { namespace } from "./namespace.ts";
import { openItem, readWholeItem } from "./open-item.ts";
import type { OutputItem } from "./output-item.ts";
import { emitSource } from "./text-item.ts";

export class ResponseAnswerReader implements AnswerReader {
  readonly #output: AnswerOutput;
  readonly #context: ItemContext;
  /** By place in the list; some servers give an item another id in every event. */
  readonly #open = new Map<unknown, OutputItem>();
  #announced = false;
  #responseId: string | null = null;
  #items = 0;

  constructor(output: AnswerOutput, target: Target, call: CallOptions) {
    this.#output = output;
    this.#context = createItemContext(output.emit, target, call);
  }

  event(value: JsonRecord, raw: string, name: string | undefined): void {
    const type = textOf(value.type) ?? name ?? "";
    if (name === "error" || type === "error" || value.error) {
      this.#output.fail(vendorStreamError(value, raw));
      return;
    }
    switch (type) {
      case "response.created":
      case "response.in_progress":
        this.#readHead(recordOf(value.response));
        break;
      case "response.output_item.added":
        this.#start(value, recordOf(value.item));
        break;
      case "response.output_item.done":
        this.#end(value, recordOf(value.item));
        break;
      case "response.completed":
      case "response.incomplete":
        this.#complete(recordOf(value.response) ?? {});
        break;
      case "response.failed":
        this.#fail(recordOf(value.response) ?? {}, raw);
        break;
      case "":
        // A server of another wire behind this address would otherwise seem to have stopped early.
        if (Array.isArray(value.choices)) this.#output.fail(unreadableError(raw));
        break;
      default:
        this.#within(type, value);
    }
  }

  /** Not an end mark of this wire; routers add it to every stream. */
  done(): void {}

  /** Only `response.completed` and its like end an answer. */
  end(): void {}

  whole(value: JsonRecord, raw: string): void {
    if (value.error || value.type === "error") {
      this.#output.fail(vendorStreamError(value, raw));
    } else if (value.status === "failed" || !Array.isArray(value.output)) {
      const says = textOf(value.message) ?? textOf(value.detail);
      this.#output.fail(says ? vendorStreamError(value, raw) : unreadableError(raw));
    } else this.#complete(value);
  }

  #readHead(response: JsonRecord | undefined): void {
    if (this.#announced || !response) return;
    const id = textOf(response.id);
    const created = numberOf(response.created_at);
    const metadata = responseMetadata(id, textOf(response.model), created);
    if (!metadata) return;
    this.#announced = true;
    this.#responseId = id ?? null;
    this.#output.emit(metadata);
  }

  #start(event: JsonRecord, item: JsonRecord | undefined): OutputItem | undefined {
    if (!item) return undefined;
    const opened = openItem(item, `item-${this.#items++}`, this.#context);
    this.#open.set(placeOf(event, item), opened);
    return opened;
  }

  #end(event: JsonRecord, item: JsonRecord | undefined): void {
    if (!item) return;
    // Servers that stream nothing of an item may not say that it begins.
    const open = this.#open.get(placeOf(event, item)) ?? this.#start(event, item);
    open?.end(item);
    this.#open.delete(placeOf(event, item));
  }

  #within(type: string, event: JsonRecord): void {
    const place = placeOf(event, undefined);
    const open = this.#open.get(place) ?? this.#startUnannounced(type, event);
    open?.event?.(type.slice("response.".length), event);
  }

  /** Text is too dear to be lost to a server that forgot to say that a message begins. */
  #startUnannounced(type: string, event: JsonRecord): OutputItem | undefined {
    if (type !== "response.output_text.delta") return undefined;
    return this.#start(event, { type: "message", id: event.item_id });
  }

  #complete(response: JsonRecord): void {
    this.#readHead(response);
    for (const item of this.#open.values()) item.end(undefined);
    this.#open.clear();
    if (this.#items === 0) this.#readWhole(listOf(response.output));
    for (const annotation of this.#context.cited) emitSource(annotation, this.#context);
    const raw = textOf(recordOf(response.incomplete_details)?.reason);
    this.#output.finish({
      type: "finish",
      finishReason: decodeFinishReason(raw, this.#context.facts),
      usage: decodeUsage(response.usage),
      providerMetadata: { [namespace]: this.#metadata(response) },
    });
  }

  #readWhole(items: readonly unknown[]): void {
    const list = recordsOf(items);
    // Searches list their pages for the whole answer, also for texts before them.
    const { searched } = this.#context;
    searched.pages = list.some((item) =>
      listOf(recordOf(item.action)?.sources).some((source) => recordOf(source)?.type === "url"),
    );
    searched.files = list.some(
      (item) => item.type === "file_search_call" && listOf(item.results).length > 0,
    );
    for (const item of list) readWholeItem(item, `item-${this.#items++}`, this.#context);
  }

  /** An answer that failed for a reason that other answers finish with is finished. */
  #fail(response: JsonRecord, raw: string): void {
    const error = recordOf(response.error);
    if (error) this.#output.fail(vendorStreamError({ error }, JSON.stringify({ error })));
    else if (recordOf(response.incomplete_details)?.reason) this.#complete(response);
    else this.#output.fail(unreadableError(raw));
  }

  #metadata(response: JsonRecord): JSONObject {
    const { logprobs } = this.#context;
    const serviceTier = textOf(response.service_tier);
    const reasoningContext = recordOf(response.reasoning)?.context as JSONValue | undefined;
    const diagnostics = recordOf(response.prompt_cache_diagnostics) as JSONObject | undefined;
    return {
      responseId: this.#responseId,
      ...(logprobs.length > 0 ? { logprobs } : {}),
      ...(serviceTier === undefined ? {} : { serviceTier }),
      ...(reasoningContext == null ? {} : { reasoningContext }),
      ...(diagnostics ? { promptCacheDiagnostics: diagnostics } : {}),
    };
  }
}

function placeOf(event: JsonRecord, item: JsonRecord | undefined): unknown {
  return numberOf(event.output_index) ?? textOf(item?.id) ?? event.item_id;
}
