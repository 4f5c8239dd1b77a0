// One HTTP request to a vendor with one credential: an answer below 400, or the failure it came to.
import type { ResolvedModel } from "@mayros/catalog";
import {
  type Codec,
  type JSONObject,
  MayrosError,
  ProviderError,
  type StreamPart,
  type Target,
} from "@mayros/core";
import type { Phase, SendResponse } from "@mayros/transport";
import { classifyWithCode } from "./classify-with-code.ts";
import type { EngineDependencies } from "./engine-dependencies.ts";
import { nextHosts } from "./next-hosts.ts";
import { type Outgoing, type PreparedRequest, prepareOutgoing } from "./prepare-outgoing.ts";
import {
  fromTransportError,
  fromVendorError,
  type VendorFacts,
  webPageInstead,
} from "./provider-failure.ts";

/** Error answers longer than this are cut: nobody reads them and they may be a whole page. */
const ERROR_BODY_LIMIT = 64 * 1024;

export interface Posting extends Outgoing {
  readonly codec: Codec;
  readonly abortSignal: AbortSignal | undefined;
}

export interface Posted {
  readonly response: SendResponse;
  /** What it answers. */
  readonly sent: { readonly url: string; readonly body: JSONObject };
  readonly reverse: ((part: StreamPart) => StreamPart) | undefined;
  /** For what may go wrong with the rest of the answer. */
  readonly facts: VendorFacts;
}

type Sender = Pick<EngineDependencies, "send" | "now">;

/** Throws what was wrong before anything was sent: a body that is no JSON, a host that is refused. */
export async function post(posting: Posting, sender: Sender): Promise<Posted | ProviderError> {
  const prepared = prepareOutgoing(posting);
  const { turn, codec } = posting;
  const classify = classifyWithCode(turn.loaded, codec);
  // Outside the try: a call that is no JSON is the caller's fault, not the vendor's.
  const text = JSON.stringify(prepared.body);
  const urls = nextHosts(turn.resolved, prepared.url);
  for (const [index, url] of urls.entries()) {
    const sent = { url, body: prepared.body };
    const facts: VendorFacts = { ...turn, classify, encoded: sent };
    const isLast = index === urls.length - 1;
    const answer = await ask(prepared, text, posting, facts, sender, isLast);
    if (answer === "next") continue;
    if (ProviderError.isInstance(answer)) return answer;
    return { response: answer, sent, reverse: prepared.reverse, facts };
  }
  throw new Error("the last host is never passed over");
}

async function ask(
  { headers }: PreparedRequest,
  body: string,
  { turn, abortSignal }: Posting,
  facts: VendorFacts,
  { send, now }: Sender,
  isLast: boolean,
): Promise<SendResponse | ProviderError | "next"> {
  let response: SendResponse;
  try {
    response = await send({
      method: "POST",
      url: facts.encoded.url,
      headers,
      body,
      ...(abortSignal ? { signal: abortSignal } : {}),
      timeouts: timeoutsOf(turn.resolved),
    });
  } catch (error) {
    if (!isLast && neverConnected(error)) return "next";
    return fromTransportError(error, facts);
  }
  if (!isLast && turn.resolved.provider.nextHostOn.includes(response.status)) {
    response.destroy();
    return "next";
  }
  if (response.status >= 400) return readError(response, facts, now);
  if (/^text\/html\b/.test(response.headers["content-type"] ?? "")) {
    response.destroy();
    return webPageInstead(facts);
  }
  return response;
}

/** Nobody can have heard the question. */
function neverConnected(error: unknown): boolean {
  if (!MayrosError.isInstance(error)) return false;
  const { kind, phase } = (error.details ?? {}) as { kind?: unknown; phase?: Phase };
  return phase === "connecting" && kind !== "aborted";
}

/** In the place of the transport's own. */
export function timeoutsOf({ provider }: ResolvedModel): { firstByte?: number } {
  const { timeoutSeconds } = provider;
  return timeoutSeconds === undefined ? {} : { firstByte: timeoutSeconds * 1000 };
}

export function isFailure(answer: Posted | ProviderError): answer is ProviderError {
  return ProviderError.isInstance(answer);
}

export function targetOf(resolved: ResolvedModel): Target {
  return {
    provider: resolved.provider.id,
    model: resolved.model,
    baseUrl: resolved.baseUrl,
    compat: resolved.compat,
    known: resolved.known,
  };
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
