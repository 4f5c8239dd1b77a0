// Turns what a vendor or the network said into the error that programs and people get: classified,
// without secrets, with the next step.
import type { ResolvedModel } from "@mayros/catalog";
import {
  type Codec,
  credentialSecret,
  type EncodedRequest,
  type Failure,
  type FailureKind,
  failureOf,
  isLocalHost,
  MayrosError,
  maskSecret,
  ProviderError,
  redactSecrets,
  type VendorError,
} from "@mayros/core";
import type { Candidate } from "@mayros/credentials";

export interface VendorFacts {
  readonly resolved: ResolvedModel;
  readonly candidate: Candidate;
  readonly candidates: readonly Candidate[];
  /** How many of them were asked, this one included, and how many would be. */
  readonly number: number;
  readonly of: number;
  readonly classify: Codec["classifyError"];
  readonly encoded: Pick<EncodedRequest, "url" | "body">;
}

export function fromVendorError(error: VendorError, facts: VendorFacts): ProviderError {
  const { provider } = facts.resolved;
  const { message, ...failure } = facts.classify(error);
  const said = redact(message, facts);
  const answered = error.status === undefined ? "failed" : `answered ${error.status}`;
  const hint = hintFor(failure, facts, error.receivedAt);
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
    hint: `correct models.providers.${id}.baseUrl (is a "/v1" missing?) in the file that "mayros config file" names`,
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
  const hint = known?.hint ?? hintFor(failureOf(kind), facts, 0);
  return new ProviderError(`${provider.id}: ${redact(reason, facts)}`, {
    failure: failureOf(kind),
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

/** Secrets that this request knows: every candidate's, and what the config puts into headers. */
function secretsOf({
  candidates,
  resolved,
}: Pick<VendorFacts, "candidates" | "resolved">): string[] {
  const keys = candidates.flatMap(({ credential }) =>
    credential ? [credentialSecret(credential)] : [],
  );
  return [...keys, ...Object.values(resolved.headers).filter((value) => value.length >= 8)];
}

export function redact(text: string, facts: Pick<VendorFacts, "candidates" | "resolved">): string {
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

function hintFor(failure: Failure, facts: VendorFacts, now: number): string | undefined {
  const { resolved } = facts;
  const { id, login } = resolved.provider;
  switch (failure.kind) {
    case "auth":
      return login
        ? `correct models.providers.${id}.apiKey in the file that "mayros config file" names`
        : `mayros models auth paste-api-key --provider ${id}`;
    case "rate_limit":
      return rateLimitHint(failure, facts, now);
    case "billing":
      return "add credit with the provider, or name another model with -m";
    case "not_found":
      return `mayros models list --all --provider ${id}`;
    case "network":
      return isLocalHost(new URL(resolved.baseUrl).hostname)
        ? `start the server, or correct models.providers.${id}.baseUrl in the file that "mayros config file" names`
        : "check the connection and try again";
    case "context_overflow":
      return "send less, or name a model with a larger context: mayros models list";
    case "timeout":
      return `try again, name another model with -m, or wait longer: models.providers.${id}.timeoutSeconds`;
    case "overloaded":
    case "server":
      return "try again, or name another model with -m";
    default:
      return undefined;
  }
}

function rateLimitHint(
  { resetAt }: Failure,
  { resolved, candidates, number, of }: VendorFacts,
  now: number,
): string {
  if (number < of) return "ask again: the next key is tried";
  const wait = resetAt === undefined || resetAt <= now ? "wait" : `wait ${timeUntil(resetAt, now)}`;
  const { length } = candidates;
  if (length > 1)
    return `all ${length} keys are rate limited: ${wait}, or name another model with -m`;
  return `${wait}, or give more keys: ${resolved.provider.keyPrefix}_API_KEYS=key1,key2`;
}

function timeUntil(at: number, now: number): string {
  const seconds = Math.ceil((at - now) / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
