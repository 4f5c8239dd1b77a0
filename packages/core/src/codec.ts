// One wire format, as pure functions: bytes and objects in, objects and bytes out. The engine sends
// what a codec encodes and feeds it what comes back.

import type { CompatFlags } from "./declarations/compat-flags.ts";
import type { Model } from "./declarations/model-declaration.ts";
import type {
  CallOptions,
  EmbedCall,
  JSONObject,
  PartSink,
  SupportedUrls,
  Warning,
} from "./language-model.ts";
import type { Failure } from "./rules/failure-rules.ts";

/** The model an attempt is made for. */
export interface Target {
  readonly provider: string;
  readonly model: Model;
  readonly baseUrl: string;
  readonly compat: CompatFlags;
  /** false: no list has the model, so that nothing is known of what it can. Default true. */
  readonly known?: boolean;
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
  /** `call` is the one that is answered: it has the names that the caller gave to the server's own tools. */
  readonly createDecoder: (sink: PartSink, target: Target, call: CallOptions) => StreamDecoder;
  /** Decodes an answer that was not streamed into the same parts; throws SyntaxError on bad JSON. */
  readonly decodeResponse: (
    body: string,
    sink: PartSink,
    target: Target,
    call: CallOptions,
  ) => void;
}

/** One question, one JSON answer. */
export interface WholeOperation<Call, Answer> {
  readonly encodeRequest: (call: Call, target: Target) => EncodedRequest;
  /** Throws SyntaxError on bad JSON and on JSON without an answer in it. */
  readonly decodeResponse: (body: string, target: Target) => Answer;
}

export interface EmbedOperation extends WholeOperation<EmbedCall, EmbedAnswer> {
  /** Most texts in one request; undefined where the vendor has no limit. */
  readonly maxTexts: number | undefined;
}

export interface EmbedAnswer {
  /** One for each text, in its order. */
  readonly embeddings: number[][];
  /** Tokens of all texts together, where the vendor counts them. */
  readonly tokens?: number;
}

export interface Codec {
  /** The `api` value it serves. */
  readonly api: string;
  /** Key of `providerOptions` and `providerMetadata` that existing AI SDK programs use. */
  readonly namespace: string;
  /** Headers that carry a secret. `bearer` forces `Authorization: Bearer`. */
  readonly authorize: (secret: string, bearer: boolean) => Record<string, string>;
  readonly classifyError: (error: VendorError) => ClassifiedError;
  /** What the vendor fetches itself: media types and the URLs of each. Everything else comes as bytes. */
  readonly supportedUrls: (target: Target) => SupportedUrls;
  readonly operations: {
    readonly chat: ChatOperation;
    readonly embed?: EmbedOperation;
    /** Counts the input tokens of a call without running it. */
    readonly countTokens?: WholeOperation<CallOptions, number>;
  };
}
