// One try with one candidate: encode, authorise, send, decode. Returns the failure that rotation
// decides about; a failure after output began is thrown, for nothing may be retried then.
import { describeModel, type ResolvedModel } from "@mayros/catalog";
import {
  type Codec,
  credentialSecret,
  type EncodedRequest,
  type PartSink,
  type ProviderError,
  type StreamError,
  type StreamPart,
  type Target,
} from "@mayros/core";
import type { Candidate } from "@mayros/credentials";
import type { SendResponse } from "@mayros/transport";
import type { EngineDependencies } from "./engine-dependencies.ts";
import type { ModelCall, RunOpening } from "./model-call.ts";
import { OutputGate } from "./output-gate.ts";
import {
  fromTransportError,
  fromVendorError,
  type VendorFacts,
  webPageInstead,
} from "./provider-failure.ts";
import type { StreamControl } from "./stream-control.ts";

export interface Attempt {
  readonly resolved: ResolvedModel;
  readonly call: ModelCall;
  readonly codec: Codec;
  readonly candidate: Candidate;
  /** Which of them it is, from 1. */
  readonly number: number;
  /** All of this request, so that none of their secrets is shown. */
  readonly candidates: readonly Candidate[];
}

/** Error answers longer than this are cut: nobody reads them and they may be a whole page. */
const ERROR_BODY_LIMIT = 64 * 1024;
const ANSWER_LIMIT = 64 * 1024 * 1024;

export async function attempt(
  { resolved, call, codec, candidate, number, candidates }: Attempt,
  sink: PartSink,
  dependencies: EngineDependencies,
  control: StreamControl,
  onOpen: (opening: RunOpening) => void,
): Promise<ProviderError | undefined> {
  const stream = call.stream ?? true;
  const target = targetOf(resolved);
  const encoded = codec.operations.chat.encodeRequest(call, target, stream);
  const facts: VendorFacts = { resolved, candidate, candidates, number, codec, encoded };
  // Outside the try: a call that is no JSON is the caller's fault, not the vendor's.
  const body = JSON.stringify(encoded.body);
  let response: SendResponse;
  try {
    response = await dependencies.send({
      method: "POST",
      url: encoded.url,
      headers: outgoingHeaders(encoded, resolved, codec, candidate),
      body,
      ...(call.abortSignal ? { signal: call.abortSignal } : {}),
    });
  } catch (error) {
    return fromTransportError(error, facts);
  }
  if (response.status >= 400) return readError(response, facts, dependencies.now);
  if (/^text\/html\b/.test(response.headers["content-type"] ?? "")) {
    response.destroy();
    return webPageInstead(facts);
  }

  const gate = new OutputGate(sink, () =>
    onOpen({
      model: describeModel(resolved),
      source: candidate.source,
      headers: response.headers,
      request: { url: encoded.url, body: encoded.body },
    }),
  );
  gate.write({ type: "stream-start", warnings: encoded.warnings });
  control.attach(response);
  const failure = await readAnswer(
    response,
    { codec, target, call, stream, gate, facts },
    dependencies.now,
  );
  control.detach();
  if (failure && gate.open) throw failure;
  return failure;
}

function targetOf(resolved: ResolvedModel): Target {
  return {
    provider: resolved.provider.id,
    model: resolved.model,
    baseUrl: resolved.baseUrl,
    compat: resolved.compat,
  };
}

function outgoingHeaders(
  encoded: EncodedRequest,
  resolved: ResolvedModel,
  codec: Codec,
  candidate: Candidate,
): Record<string, string> {
  const { credential } = candidate;
  const bearer = resolved.provider.authHeader || credential?.type === "token";
  return {
    ...encoded.headers,
    ...lowerCaseNames(resolved.headers),
    ...(credential ? codec.authorize(credentialSecret(credential), bearer) : {}),
  };
}

function lowerCaseNames(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

async function readError(
  response: SendResponse,
  facts: VendorFacts,
  now: () => number,
): Promise<ProviderError> {
  const { status, headers } = response;
  try {
    const body = await response.text(ERROR_BODY_LIMIT, "cut");
    return fromVendorError({ status, headers, body, receivedAt: now() }, facts);
  } catch (error) {
    // A body that got lost says nothing; an empty one would.
    return fromTransportError(error, facts);
  }
}

interface Reading {
  readonly codec: Codec;
  readonly target: Target;
  readonly call: ModelCall;
  readonly stream: boolean;
  readonly gate: OutputGate;
  readonly facts: VendorFacts;
}

/** Feeds the answer to the decoder; the first error part ends it. Throws what the sink throws. */
async function readAnswer(
  response: SendResponse,
  { codec, target, call, stream, gate, facts }: Reading,
  now: () => number,
): Promise<ProviderError | undefined> {
  let failure: ProviderError | undefined;
  let fault: { readonly error: unknown } | undefined;
  const sink = (part: StreamPart): void => {
    if (failure || fault || call.abortSignal?.aborted) return;
    if (part.type === "error") {
      const said = part.error as StreamError;
      failure = fromVendorError({ headers: response.headers, ...said, receivedAt: now() }, facts);
      response.destroy();
      return;
    }
    try {
      gate.write(part);
    } catch (error) {
      fault = { error };
      response.destroy();
    }
  };
  const { createDecoder, decodeResponse } = codec.operations.chat;
  try {
    if (stream) {
      const decoder = createDecoder(sink, target, call);
      await response.read((bytes) => decoder.write(bytes));
      if (!failure && !fault) decoder.end();
    } else {
      decodeResponse(await response.text(ANSWER_LIMIT), sink, target, call);
    }
  } catch (error) {
    if (!fault) failure ??= fromTransportError(error, facts);
  }
  if (fault) throw fault.error;
  return failure;
}
