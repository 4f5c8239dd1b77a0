// What somebody's AI SDK model threw, as a failure like that of a codec: what the vendor said is classified,
// what the network did is what the transport said of it, and the rest is the plugin's own fault.
import { inspect } from "node:util";
import { failureOf, MayrosError, ProviderError, redactSecrets } from "@mayros/core";
import { abortedFailure } from "../aborted-failure.ts";
import type { LoadedCode } from "../loaded-code.ts";
import {
  fromTransportError,
  fromVendorError,
  redact,
  shownUrl,
  type VendorFacts,
} from "../provider-failure.ts";

/** The fields of the AI SDK's APICallError, which also go by this marker. */
interface ApiCallError {
  readonly message: string;
  readonly statusCode?: number;
  readonly responseHeaders?: Record<string, string>;
  readonly responseBody?: string;
}

const MARKER = Symbol.for("vercel.ai.error.AI_APICallError");
/** On all errors of the AI SDK. Those that are no APICallError found fault with the answer. */
const INVALID_DATA = Symbol.for("vercel.ai.error.AI_InvalidResponseDataError");
const AI_SDK_MARKER = Symbol.for("vercel.ai.error");

export interface ModelFacts extends VendorFacts {
  readonly plugin: Pick<LoadedCode, "plugin" | "secrets">;
  /** Of the last answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** ms since the epoch. */
  readonly now: number;
  readonly abortSignal: AbortSignal | undefined;
}

/** Throws what was refused before anything was sent. */
export function modelFailure(thrown: unknown, facts: ModelFacts): ProviderError {
  if (facts.abortSignal?.aborted) return abortedFailure(facts.abortSignal, facts);
  const chain = [...causes(thrown)];
  // A code of our own means that our fetch rejected; some libraries make an answer of the vendor's of it.
  const ours = chain.find((error) => MayrosError.isInstance(error));
  if (ours)
    return ours.code === "MAYROS_ABORTED" && ours.cause
      ? gaveUp(facts)
      : fromTransportError(ours, facts);
  const said = chain.find(isApiCallError);
  if (said) return vendorSaid(said, facts);
  if (!(thrown instanceof Error)) return vendorObject(thrown, facts);
  if (missesEnd(thrown)) return truncatedFailure(facts);
  return AI_SDK_MARKER in thrown ? unreadableFailure(thrown, facts) : pluginFault(thrown, facts);
}

/** Within a stream the error is often the vendor's JSON as it came, without what it stood in. */
function vendorObject(thrown: unknown, facts: ModelFacts): ProviderError {
  const value = typeof thrown === "object" && thrown !== null ? thrown : { message: thrown };
  const { code } = value as { code?: unknown };
  return fromVendorError(
    {
      ...(isErrorStatus(code) ? { status: code } : {}),
      headers: facts.headers,
      body: asJson("error" in value ? value : { error: value }),
      receivedAt: facts.now,
    },
    facts,
  );
}

/** Objects of libraries may lead back to themselves. */
function asJson(value: object): string {
  try {
    return JSON.stringify(value);
  } catch {
    return JSON.stringify({ error: { message: "an error that is no JSON" } });
  }
}

const isErrorStatus = (code: unknown): code is number =>
  typeof code === "number" && code >= 400 && code < 600;

function unreadableFailure(error: Error, facts: ModelFacts): ProviderError {
  const { message, cause } = withoutSecrets(error, facts);
  return new ProviderError(`${facts.resolved.provider.id}: ${message}`, {
    ...about(facts),
    failure: failureOf("server"),
    cause,
    hint: "try again, or name another model with -m",
  });
}

/** The caller did not abort, and the transport is open: the library's own patience was over. */
function gaveUp(facts: ModelFacts): ProviderError {
  const message = `${facts.resolved.provider.id}: the plugin ${facts.plugin.plugin} waited no longer`;
  return new ProviderError(message, { ...about(facts), failure: failureOf("timeout") });
}

/** Of a stream that stopped without its end; in the words of a codec. */
export function truncatedFailure(facts: ModelFacts): ProviderError {
  const { headers, now: receivedAt } = facts;
  const message = "the answer ended early";
  const body = JSON.stringify({ error: { message, type: "stream_truncated" } });
  const classify = () => ({ ...failureOf("network"), message });
  return fromVendorError({ headers, body, receivedAt }, { ...facts, classify });
}

/** Data was wanted and there is none: what @ai-sdk/openai-compatible 3 says of a stream without its end. */
function missesEnd(thrown: object): boolean {
  return INVALID_DATA in thrown && (thrown as { data?: unknown }).data === undefined;
}

function pluginFault(error: Error, facts: ModelFacts): ProviderError {
  const { plugin } = facts.plugin;
  const { message, cause } = withoutSecrets(error, facts);
  return new ProviderError(
    `${facts.resolved.provider.id}: the plugin ${plugin} failed: ${message}`,
    {
      ...about(facts),
      failure: failureOf("server"),
      cause,
      hint: `mayros plugins info ${plugin}`,
    },
  );
}

/** An error that quotes a key is no cause to be shown. */
function withoutSecrets(error: Error, facts: ModelFacts): { message: string; cause?: Error } {
  const { secrets } = facts.plugin;
  const hide = (text: string): string => redactSecrets(redact(text, facts), secrets);
  const shown = inspect(error);
  return { message: hide(error.message), ...(hide(shown) === shown ? { cause: error } : {}) };
}

function vendorSaid(error: ApiCallError, facts: ModelFacts): ProviderError {
  const { statusCode, responseHeaders = facts.headers, responseBody, message } = error;
  return fromVendorError(
    {
      ...(statusCode === undefined ? {} : { status: statusCode }),
      headers: responseHeaders,
      body: responseBody ?? JSON.stringify({ error: { message } }),
      receivedAt: facts.now,
    },
    facts,
  );
}

const about = (facts: ModelFacts) => ({
  provider: facts.resolved.provider.id,
  url: shownUrl(facts),
  requestBodyValues: facts.encoded.body,
});

function isApiCallError(error: object): error is ApiCallError {
  return MARKER in error;
}

/** The error and what it says it came from; a library may wrap ours. */
function* causes(thrown: unknown): Generator<object> {
  let error = thrown;
  for (let depth = 0; depth < 5 && typeof error === "object" && error !== null; depth++) {
    yield error;
    error = (error as { cause?: unknown }).cause;
  }
}
