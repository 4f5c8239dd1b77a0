// What somebody's AI SDK model threw, as a failure like that of a codec: what the vendor said is classified,
// what the network did is what the transport said of it, and the rest is the plugin's own fault.
import { failureOf, MayrosError, ProviderError, redactSecrets } from "@mayros/core";
import { fromTransportError, fromVendorError, type VendorFacts } from "../provider-failure.ts";

/** The fields of the AI SDK's APICallError, which also go by this marker. */
interface ApiCallError {
  readonly message: string;
  readonly statusCode?: number;
  readonly responseHeaders?: Record<string, string>;
  readonly responseBody?: string;
}

const MARKER = Symbol.for("vercel.ai.error.AI_APICallError");
/** On all errors of the AI SDK. Those that are no APICallError found fault with the answer. */
const AI_SDK_MARKER = Symbol.for("vercel.ai.error");

export interface ModelFacts extends VendorFacts {
  readonly plugin: string;
  /** Of the last answer. */
  readonly headers: Readonly<Record<string, string>>;
  /** ms since the epoch. */
  readonly now: number;
  readonly abortSignal: AbortSignal | undefined;
}

/** Throws what was refused before anything was sent. */
export function modelFailure(thrown: unknown, facts: ModelFacts): ProviderError {
  if (facts.abortSignal?.aborted) return aborted(facts);
  for (const error of causes(thrown)) {
    // A code of our own means that our fetch rejected.
    if (MayrosError.isInstance(error)) return fromTransportError(error, facts);
    if (isApiCallError(error)) return vendorSaid(error, facts);
  }
  if (!(thrown instanceof Error)) return vendorObject(thrown, facts);
  if (AI_SDK_MARKER in thrown) return unreadableFailure(thrown, facts);
  return pluginFault(thrown.message, facts, thrown);
}

/** Within a stream the error is often the vendor's JSON as it came, without what it stood in. */
function vendorObject(thrown: unknown, facts: ModelFacts): ProviderError {
  const value = typeof thrown === "object" && thrown !== null ? thrown : { message: thrown };
  const { code } = value as { code?: unknown };
  return fromVendorError(
    {
      ...(isErrorStatus(code) ? { status: code } : {}),
      headers: facts.headers,
      body: JSON.stringify("error" in value ? value : { error: value }),
      receivedAt: facts.now,
    },
    facts,
  );
}

const isErrorStatus = (code: unknown): code is number =>
  typeof code === "number" && code >= 400 && code < 600;

function unreadableFailure(error: Error, facts: ModelFacts): ProviderError {
  return new ProviderError(`${facts.resolved.provider.id}: ${error.message}`, {
    ...about(facts),
    failure: failureOf("server"),
    cause: error,
    hint: "try again, or name another model with -m",
  });
}

/** Of a stream that stopped without a finish. */
export function truncatedFailure(facts: ModelFacts): ProviderError {
  const message = `${facts.resolved.provider.id}: the answer ended early`;
  return new ProviderError(message, { ...about(facts), failure: failureOf("network") });
}

export function pluginFault(said: string, facts: ModelFacts, cause?: unknown): ProviderError {
  const secret = facts.candidates.flatMap(({ credential }) => Object.values(credential ?? {}));
  const words = redactSecrets(
    said,
    secret.filter((value): value is string => typeof value === "string" && value.length > 7),
  );
  const message = `${facts.resolved.provider.id}: the plugin ${facts.plugin} failed: ${words}`;
  return new ProviderError(message, {
    ...about(facts),
    failure: failureOf("server"),
    cause,
    hint: `mayros plugins info ${facts.plugin}`,
  });
}

function aborted(facts: ModelFacts): ProviderError {
  const cause = facts.abortSignal?.reason as unknown;
  const error = new MayrosError("MAYROS_ABORTED", "the request was aborted", {
    details: { kind: "aborted" },
    cause,
  });
  return fromTransportError(error, facts);
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

const about = ({ resolved, encoded }: ModelFacts) => ({
  provider: resolved.provider.id,
  url: encoded.url,
  requestBodyValues: encoded.body,
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
