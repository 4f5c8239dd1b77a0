// Turns what a vendor or the network said into the error that programs and people get: classified,
// without secrets, with the next step.
import {
  type Codec,
  type Credential,
  credentialSecret,
  type EncodedRequest,
  type FailureKind,
  failureOf,
  MayrosError,
  maskSecret,
  ProviderError,
  redactSecrets,
  type VendorError,
} from "@mayros/core";
import type { Phase } from "@mayros/transport";
import { correctSetting, failureHint } from "./failure-hint.ts";
import type { Turn } from "./operation.ts";

export interface VendorFacts extends Turn {
  readonly classify: Codec["classifyError"];
  readonly encoded: Pick<EncodedRequest, "url" | "body">;
  /** Of a stream that failed by what it says: parts of it had been put out. */
  readonly begun?: boolean;
}

export function fromVendorError(error: VendorError, facts: VendorFacts): ProviderError {
  const { provider } = facts.resolved;
  const { message, ...failure } = facts.classify(error);
  const said = redact(message, facts);
  const answered = error.status === undefined ? "failed" : `answered ${error.status}`;
  const { receivedAt: now } = error;
  const hint = failureHint({ failure, now, phase: "answering", begun: facts.begun }, facts);
  return new ProviderError(
    `${provider.id} ${answered}: ${said}${credentialNote(failure.kind, facts)}`,
    {
      failure,
      provider: provider.id,
      url: shownUrl(facts),
      requestBodyValues: facts.encoded.body,
      ...(error.status === undefined ? {} : { statusCode: error.status }),
      responseHeaders: shownHeaders(error.headers, facts),
      responseBody: redact(error.body, facts),
      ...(hint === undefined ? {} : { hint }),
    },
  );
}

/** A success that holds a web page: the base URL is of a site and not of its API. */
export function webPageInstead(facts: VendorFacts): ProviderError {
  const { id } = facts.resolved.provider;
  const url = shownUrl(facts);
  return new ProviderError(`${id} answered with a web page: ${url} is no API`, {
    failure: failureOf("not_found"),
    provider: id,
    url,
    requestBodyValues: facts.encoded.body,
    hint: `${correctSetting(id, "baseUrl")}: is a "/v1" missing?`,
  });
}

/**
 * An error without an answer: from the transport, or an answer that is not JSON. Everything else is
 * thrown as it is: what was refused before it was sent (host rules, headers), and faults of our own.
 */
export function fromTransportError(error: unknown, facts: VendorFacts): ProviderError {
  const { provider } = facts.resolved;
  const known = MayrosError.isInstance(error) ? error : undefined;
  const kind = kindOf(error);
  if (kind === undefined) throw error;
  const reason = known ? known.message : "the answer is not JSON";
  const failure = failureOf(kind);
  const { phase, status = 0 } = (known?.details ?? {}) as { phase?: Phase; status?: number };
  const redirected = status >= 300 && status < 400;
  const hint =
    known?.hint ??
    (redirected
      ? correctSetting(provider.id, "baseUrl")
      : failureHint({ failure, now: 0, phase }, facts));
  return new ProviderError(`${provider.id}: ${redact(reason, facts)}`, {
    failure,
    provider: provider.id,
    url: shownUrl(facts),
    requestBodyValues: facts.encoded.body,
    cause: error,
    ...(hint === undefined ? {} : { hint }),
  });
}

function kindOf(error: unknown): FailureKind | undefined {
  if (!MayrosError.isInstance(error)) return error instanceof SyntaxError ? "server" : undefined;
  // AbortSignal.timeout() is a time-out and not somebody who changed their mind.
  const ranOut = (error.cause as { name?: unknown } | undefined)?.name === "TimeoutError";
  const kind = error.details?.kind as FailureKind | undefined;
  return kind === "aborted" && ranOut ? "timeout" : kind;
}

/** What a request knows that must not be shown. */
type Knowing = Pick<Turn, "candidates" | "candidate" | "resolved" | "session">;

/** Every candidate's, what is sent in its place, and what the config puts into headers. */
function secretsOf({ candidates, candidate, resolved, session }: Knowing): string[] {
  const keys = [...candidates, candidate].flatMap(({ credential }) =>
    credential ? secretsIn(credential) : [],
  );
  const headers = [resolved.headers, session?.headers ?? {}].flatMap(Object.values<string>);
  return [
    ...keys,
    ...(session ? [session.token, ...Object.values(session.signing ?? {})] : []),
    ...headers.filter((value) => value.length >= 8),
  ];
}

function secretsIn(credential: Credential): string[] {
  const renewing = credential.type === "oauth" ? (credential.refresh ?? "") : "";
  return [credentialSecret(credential), ...(renewing === "" ? [] : [renewing])];
}

export function redact(text: string, facts: Knowing): string {
  return redactSecrets(text, secretsOf(facts));
}

/** Without the query: some gateways want a key there. */
export function shownUrl(facts: VendorFacts): string {
  return redact(facts.encoded.url.replace(/\?.*$/s, ""), facts);
}

/** Without cookies, which are a login of their own. */
function shownHeaders(
  headers: Readonly<Record<string, string>>,
  facts: VendorFacts,
): Record<string, string> {
  const shown = Object.entries(headers).filter(([name]) => name !== "set-cookie");
  return Object.fromEntries(shown.map(([name, value]) => [name, redact(value, facts)]));
}

/** Which key was refused: the name of its source and its last characters. */
function credentialNote(kind: FailureKind, { candidate }: VendorFacts): string {
  const about = kind === "auth" || kind === "rate_limit" || kind === "billing";
  if (!about || !candidate.credential) return "";
  return ` (${candidate.source.name}: ${maskSecret(credentialSecret(candidate.credential))})`;
}
