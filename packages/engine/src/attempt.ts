// One try with one candidate: encode, authorise, send, decode. Returns the failure that rotation
// decides about; a failure after output began is thrown, for nothing may be retried then.
import type { ResolvedModel } from "@mayros/catalog";
import {
  type Codec,
  credentialSecret,
  type EncodedRequest,
  type PartSink,
  type ProviderError,
  type StreamPart,
  type Target,
} from "@mayros/core";
import type { Candidate } from "@mayros/credentials";
import type { SendResponse } from "@mayros/transport";
import type { EngineDependencies } from "./engine-dependencies.ts";
import type { ModelCall, RunOpening } from "./model-call.ts";
import { OutputGate } from "./output-gate.ts";
import { fromTransportError, fromVendorError, type VendorFacts } from "./provider-failure.ts";
import type { StreamControl } from "./stream-control.ts";

export interface Attempt {
  readonly resolved: ResolvedModel;
  readonly call: ModelCall;
  readonly codec: Codec;
  readonly candidate: Candidate;
  /** All of this request, so that none of their secrets is shown. */
  readonly candidates: readonly Candidate[];
}

/** Error answers longer than this are cut: nobody reads them and they may be a whole page. */
const ERROR_BODY_LIMIT = 64 * 1024;
const ANSWER_LIMIT = 64 * 1024 * 1024;

export async function attempt(
  { resolved, call, codec, candidate, candidates }: Attempt,
  sink: PartSink,
  dependencies: EngineDependencies,
  control: StreamControl,
  onOpen: (opening: RunOpening) => void,
): Promise<ProviderError | undefined> {
  const stream = call.stream ?? true;
  const target = targetOf(resolved);
  const encoded = codec.operations.chat.encodeRequest(call, target, stream);
  const facts: VendorFacts = { resolved, candidate, candidates, codec, encoded };
  let response: SendResponse;
  try {
    response = await dependencies.send({
      method: "POST",
      url: encoded.url,
      headers: outgoingHeaders(encoded, resolved, codec, candidate),
      body: JSON.stringify(encoded.body),
      ...(call.abortSignal ? { signal: call.abortSignal } : {}),
    });
  } catch (error) {
    return fromTransportError(error, facts);
  }
  if (response.status >= 400) return readError(response, facts, dependencies.now);

  const gate = new OutputGate(sink, () =>
    onOpen({
      model: resolved,
      source: candidate.source,
      headers: response.headers,
      request: { url: encoded.url, body: encoded.body },
    }),
  );
  gate.write({ type: "stream-start", warnings: encoded.warnings });
  control.attach(response);
  const failure = await readAnswer(
    response,
    { codec, target, stream, gate, facts },
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
  const body = await response.text(ERROR_BODY_LIMIT, "cut").catch(() => "");
  return fromVendorError({ status, headers, body, receivedAt: now() }, facts);
}

interface Reading {
  readonly codec: Codec;
  readonly target: Target;
  readonly stream: boolean;
  readonly gate: OutputGate;
  readonly facts: VendorFacts;
}

/** Feeds the answer to the decoder; the first error part ends it. */
async function readAnswer(
  response: SendResponse,
  { codec, target, stream, gate, facts }: Reading,
  now: () => number,
): Promise<ProviderError | undefined> {
  let failure: ProviderError | undefined;
  const sink = (part: StreamPart): void => {
    if (failure) return;
    if (part.type !== "error") {
      gate.write(part);
      return;
    }
    const error = part.error as { body: string; status?: number };
    failure = fromVendorError({ headers: response.headers, ...error, receivedAt: now() }, facts);
    response.destroy();
  };
  const { createDecoder, decodeResponse } = codec.operations.chat;
  try {
    if (stream) {
      const decoder = createDecoder(sink, target);
      await response.read((bytes) => decoder.write(bytes));
      if (!failure) decoder.end();
    } else {
      decodeResponse(await response.text(ANSWER_LIMIT), sink, target);
    }
  } catch (error) {
    failure ??= fromTransportError(error, facts);
  }
  return failure;
}
