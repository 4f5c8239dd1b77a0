// A request between its wire format and the network: authorised, and changed by the code of the plugin where that has
// something to change.
import {
  type Codec,
  credentialSecret,
  type EncodedRequest,
  type JSONObject,
  MayrosError,
  type OutgoingRequest,
  redactSecrets,
  type Session,
  type StreamPart,
} from "@mayros/core";
import type { LoadedCode } from "./loaded-code.ts";
import { refuseStrangeAddress } from "./login/choose-base-url.ts";
import type { Turn } from "./operation.ts";
import { lowerCaseNames, outgoingHeaders } from "./outgoing-headers.ts";
import { redact } from "./provider-failure.ts";

export interface PreparedRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JSONObject;
  /** Undoes with a part of the answer what the code did; absent where it does not. */
  readonly reverse?: (part: StreamPart) => StreamPart;
}

export interface Outgoing {
  readonly turn: Turn;
  readonly codec: Pick<Codec, "api" | "authorize">;
  readonly encoded: EncodedRequest;
  readonly sessionId: string | undefined;
  /** Asked only where code wants to know. */
  readonly facts: () => OutgoingRequest["facts"];
}

/** Throws MAYROS_PLUGIN_FAILED, what the code throws of ours, and MAYROS_HOST_REFUSED. */
export function prepareOutgoing(asked: Outgoing): PreparedRequest {
  const { turn, codec, encoded } = asked;
  const headers = outgoingHeaders(encoded.headers, turn, codec);
  const { loaded } = turn;
  const code = loaded?.code;
  if (!loaded || (!code?.prepare && !code?.reverse)) {
    return { url: encoded.url, headers, body: encoded.body };
  }
  const outgoing = outgoingRequest(asked, headers);
  attempt(loaded, turn, () => code.prepare?.(sessionOf(turn), outgoing));
  const { url } = outgoing;
  if (url !== encoded.url) {
    const { baseUrl, provider } = turn.resolved;
    refuseStrangeAddress(url, { baseUrl, hosts: loaded.hosts, provider: provider.id });
  }
  return {
    url,
    headers: lowerCaseNames(outgoing.headers),
    body: outgoing.body(),
    ...(code.reverse && {
      reverse: (part) => attempt(loaded, turn, () => code.reverse?.(part, outgoing)) ?? part,
    }),
  };
}

function outgoingRequest(
  { turn, codec, encoded, sessionId, facts }: Outgoing,
  headers: Record<string, string>,
): OutgoingRequest {
  const { model } = turn.resolved;
  let body: JSONObject | undefined;
  return {
    api: codec.api,
    model: model.wireId ?? model.id,
    credential: turn.candidate.credential?.type,
    sessionId,
    facts: facts(),
    url: encoded.url,
    headers,
    body() {
      // A copy: schemas of tools and the like are the caller's own objects.
      body ??= JSON.parse(JSON.stringify(encoded.body)) as JSONObject;
      return body;
    },
  };
}

/** What `prepare` is told of a credential that nothing exchanged. */
function sessionOf({ session, candidate: { credential } }: Turn): Session {
  if (session) return session;
  const token = credential ? credentialSecret(credential) : "";
  const baseUrl = credential?.type === "oauth" ? credential.baseUrl : undefined;
  return { token, ...(baseUrl === undefined ? {} : { baseUrl }) };
}

function attempt<Result>({ plugin, secrets }: LoadedCode, turn: Turn, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (MayrosError.isInstance(error)) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new MayrosError(
      "MAYROS_PLUGIN_FAILED",
      `the plugin ${plugin} failed: ${redactSecrets(redact(message, turn), secrets)}`,
      { hint: `mayros plugins info ${plugin}` },
    );
  }
}
