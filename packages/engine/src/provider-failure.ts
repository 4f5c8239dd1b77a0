// Turns what a vendor or the network said into the error that programs and people get: classified,
// without secrets, with the next step.
import type { ResolvedModel } from "@mayros/catalog";
import {
  type Codec,
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
import type { Candidate } from "@mayros/credentials";

export interface VendorFacts {
  readonly resolved: ResolvedModel;
  readonly candidate: Candidate;
  readonly candidates: readonly Candidate[];
  readonly codec: Codec;
  readonly encoded: EncodedRequest;
}

export function fromVendorError(error: VendorError, facts: VendorFacts): ProviderError {
  const { provider } = facts.resolved;
  const { message, ...failure } = facts.codec.operations.chat.classifyError(error);
  const said = redact(message, facts);
  const answered = error.status === undefined ? "failed" : `answered ${error.status}`;
  const hint = hintFor(failure.kind, facts);
  return new ProviderError(
    `${provider.id} ${answered}: ${said}${credentialNote(failure.kind, facts)}`,
    {
      failure,
      provider: provider.id,
      url: facts.encoded.url,
      requestBodyValues: facts.encoded.body,
      ...(error.status === undefined ? {} : { statusCode: error.status }),
      responseHeaders: { ...error.headers },
      responseBody: redact(error.body, facts),
      ...(hint === undefined ? {} : { hint }),
    },
  );
}

/**
 * An error without an answer: from the transport, or a fault while reading. What was refused before
 * anything was sent (host rules, headers) is thrown as it is: no provider failed.
 */
export function fromTransportError(error: unknown, facts: VendorFacts): ProviderError {
  const { provider } = facts.resolved;
  const known = MayrosError.isInstance(error);
  if (known && error.details?.kind === undefined) throw error;
  const kind = (known ? error.details?.kind : "server") as FailureKind;
  const reason = error instanceof Error ? error.message : String(error);
  const hint = (known && error.hint) || hintFor(kind, facts);
  return new ProviderError(`${provider.id}: ${redact(reason, facts)}`, {
    failure: failureOf(kind),
    provider: provider.id,
    url: facts.encoded.url,
    requestBodyValues: facts.encoded.body,
    cause: error,
    ...(hint === undefined ? {} : { hint }),
  });
}

function secretsOf(candidates: readonly Candidate[]): string[] {
  return candidates.flatMap(({ credential }) => (credential ? [credentialSecret(credential)] : []));
}

function redact(text: string, facts: VendorFacts): string {
  return redactSecrets(text, secretsOf(facts.candidates));
}

/** Which key was refused: the name of its source and its last characters. */
function credentialNote(kind: FailureKind, { candidate }: VendorFacts): string {
  const about = kind === "auth" || kind === "rate_limit" || kind === "billing";
  if (!about || !candidate.credential) return "";
  return ` (${candidate.source.name}: ${maskSecret(credentialSecret(candidate.credential))})`;
}

function hintFor(kind: FailureKind, { resolved, candidates }: VendorFacts): string | undefined {
  const { id, keyPrefix } = resolved.provider;
  switch (kind) {
    case "auth":
      return `mayros models auth paste-api-key --provider ${id}`;
    case "rate_limit":
      return candidates.length > 1
        ? `all ${candidates.length} keys are rate limited: wait, or name another model with -m`
        : `wait, or give more keys: ${keyPrefix}_API_KEYS=key1,key2`;
    case "billing":
      return "add credit with the provider, or name another model with -m";
    case "not_found":
      return `mayros models list --all --provider ${id}`;
    case "network":
      return `is the server up? mayros config get models.providers.${id}`;
    case "timeout":
    case "overloaded":
      return "try again, or name another model with -m";
    default:
      return undefined;
  }
}
