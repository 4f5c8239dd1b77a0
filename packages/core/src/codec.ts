// One wire format, as pure functions: bytes and objects in, objects and bytes out. The engine sends
// what a codec encodes and feeds it what comes back.

import type { CompatFlags } from "./declarations/compat-flags.ts";
import type { Model } from "./declarations/model-declaration.ts";
import type { Failure } from "./failure.ts";
import type { CallOptions, JSONObject, PartSink, Warning } from "./language-model.ts";

/** The model an attempt is made for. */
export interface Target {
  readonly provider: string;
  readonly model: Model;
  readonly baseUrl: string;
  readonly compat: CompatFlags;
}

export interface EncodedRequest {
  readonly url: string;
  /** Lower-case names; no credential. */
  readonly headers: Record<string, string>;
  readonly body: JSONObject;
  /** What of the call this wire could not carry. */
  readonly warnings: Warning[];
}

/** An error as the vendor sent it: as a response, or inside a stream (then mostly without a status). */
export interface VendorError {
  readonly status?: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** The raw text. */
  readonly body: string;
  /** When it was received: ms since the epoch. `resetAt` is counted from here. */
  readonly receivedAt: number;
}

/**
 * What an `error` part of a codec holds. Codecs know neither the response's headers nor the time, so
 * the engine adds both and makes a `VendorError` of it.
 */
export type StreamError = Omit<VendorError, "headers" | "receivedAt">;

export interface ClassifiedError extends Failure {
  /** The vendor's own sentence, or a short one of ours where it sent none. */
  readonly message: string;
}

/**
 * Decodes a streamed answer. An error inside the stream becomes one `error` part whose `error` is a
 * `StreamError`, and so does an answer that ends without its terminator; no part follows an `error`.
 */
export interface StreamDecoder {
  write(bytes: Uint8Array): void;
  end(): void;
}

export interface ChatOperation {
  readonly encodeRequest: (call: CallOptions, target: Target, stream: boolean) => EncodedRequest;
  readonly createDecoder: (sink: PartSink, target: Target) => StreamDecoder;
  /** Decodes an answer that was not streamed into the same parts; throws SyntaxError on bad JSON. */
  readonly decodeResponse: (body: string, sink: PartSink, target: Target) => void;
  readonly classifyError: (error: VendorError) => ClassifiedError;
}

export interface Codec {
  /** The `api` value it serves. */
  readonly api: string;
  /** Key of `providerOptions` and `providerMetadata` that existing AI SDK programs use. */
  readonly namespace: string;
  /** Headers that carry a secret. `bearer` forces `Authorization: Bearer`. */
  readonly authorize: (secret: string, bearer: boolean) => Record<string, string>;
  readonly operations: { readonly chat: ChatOperation };
}
