// One HTTP request to a vendor with one credential: an answer below 400, or the failure it came to.
import type { ResolvedModel } from "@mayros/catalog";
import {
  type Codec,
  credentialSecret,
  type EncodedRequest,
  ProviderError,
  type Target,
} from "@mayros/core";
import type { SendResponse } from "@mayros/transport";
import type { EngineDependencies } from "./engine-dependencies.ts";
import type { Turn } from "./operation.ts";
import {
  fromTransportError,
  fromVendorError,
  type VendorFacts,
  webPageInstead,
} from "./provider-failure.ts";

/** Error answers longer than this are cut: nobody reads them and they may be a whole page. */
const ERROR_BODY_LIMIT = 64 * 1024;

export interface Posting {
  readonly turn: Turn;
  readonly codec: Codec;
  readonly encoded: EncodedRequest;
  readonly abortSignal: AbortSignal | undefined;
}

/** Throws what was wrong before anything was sent: a body that is no JSON, a host that is refused. */
export async function post(
  { turn, codec, encoded, abortSignal }: Posting,
  { send, now }: Pick<EngineDependencies, "send" | "now">,
): Promise<SendResponse | ProviderError> {
  const facts: VendorFacts = { ...turn, classify: codec.classifyError, encoded };
  // Outside the try: a call that is no JSON is the caller's fault, not the vendor's.
  const body = JSON.stringify(encoded.body);
  let response: SendResponse;
  try {
    response = await send({
      method: "POST",
      url: encoded.url,
      headers: outgoingHeaders(encoded.headers, turn, codec),
      body,
      ...(abortSignal ? { signal: abortSignal } : {}),
      timeouts: timeoutsOf(turn.resolved),
    });
  } catch (error) {
    return fromTransportError(error, facts);
  }
  if (response.status >= 400) return readError(response, facts, now);
  if (/^text\/html\b/.test(response.headers["content-type"] ?? "")) {
    response.destroy();
    return webPageInstead(facts);
  }
  return response;
}

/** In the place of the transport's own. */
export function timeoutsOf({ provider }: ResolvedModel): { firstByte?: number } {
  const { timeoutSeconds } = provider;
  return timeoutSeconds === undefined ? {} : { firstByte: timeoutSeconds * 1000 };
}

export function isFailure(answer: SendResponse | ProviderError): answer is ProviderError {
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

/** The config goes before what a wire format or a library says, and the credential before both. */
export function outgoingHeaders(
  said: Readonly<Record<string, string>>,
  { resolved, candidate }: Pick<Turn, "resolved" | "candidate">,
  codec: Pick<Codec, "authorize">,
): Record<string, string> {
  const { credential } = candidate;
  const bearer = resolved.provider.authHeader || credential?.type === "token";
  return {
    ...said,
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
