// One tiny request with a credential that is not stored yet, or with a stored one, through the engine that real requests
// use, with the code of its plugin; and what its outcome says of the credential.
import type { ResolvedModel } from "@mayros/catalog";
import {
  type Credential,
  type ErrorCode,
  type FailureKind,
  formatModelRef,
  MayrosError,
  ProviderError,
} from "@mayros/core";
import { type EngineDependencies, noMemory, run } from "@mayros/engine";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { requireCandidates } from "../run/list-model-candidates.ts";
import { requestEngine } from "../run/request-engine.ts";

/**
 * `works`; `refused`: the key is wrong; `rate-limited` and `no-credit`: it is right, and of no use now;
 * `no-network`: nobody answered; `unclear`: an answer that says nothing of the key.
 */
export type Verdict = "works" | "refused" | "rate-limited" | "no-credit" | "no-network" | "unclear";

export interface CredentialTest {
  readonly verdict: Verdict;
  /** The model that was asked. */
  readonly model: string;
  /** What the vendor or the network said; absent when it works. */
  readonly message?: string;
  /** HTTP status of a refusal. */
  readonly status?: number;
}

/** What is tried: a profile is made ready as for a request, its reference followed and its token fresh. */
export type Tried =
  | { readonly credential: Credential | undefined }
  | { readonly profileId: string };

/** Some vendors refuse less than this; still a fraction of a cent. */
const MOST_TOKENS = 16;

/** Of what kept it from being sent. */
const UNSENT: Partial<Record<ErrorCode, Verdict>> = {
  MAYROS_LOGIN_NEEDED: "refused",
  MAYROS_LOGIN_UNAVAILABLE: "no-network",
  MAYROS_NETWORK: "no-network",
  MAYROS_TIMEOUT: "no-network",
};

const VERDICTS: Partial<Record<FailureKind, Verdict>> = {
  auth: "refused",
  rate_limit: "rate-limited",
  billing: "no-credit",
  network: "no-network",
  timeout: "no-network",
};

/** Never rejects but for an abort by the caller. */
export async function tryCredential(
  machine: Machine,
  resolved: ResolvedModel,
  tried: Tried,
  options: { readonly timeout: number; readonly signal?: AbortSignal | undefined },
): Promise<CredentialTest> {
  const model = formatModelRef(resolved.ref);
  const limit = AbortSignal.timeout(options.timeout);
  const abortSignal = options.signal ? AbortSignal.any([limit, options.signal]) : limit;
  const call = {
    prompt: [{ role: "user" as const, content: [{ type: "text" as const, text: "Say hi." }] }],
    maxOutputTokens: MOST_TOKENS,
    abortSignal,
  };
  try {
    const alone = { name: model, resolve: () => resolved };
    const engine = engineFor(machine, await machine.state(), tried);
    await run([alone], call, () => {}, engine).finished;
    return { verdict: "works", model };
  } catch (error) {
    if (options.signal?.aborted) throw new MayrosError("MAYROS_ABORTED", "the test was cancelled");
    return { model, ...judge(error) };
  }
}

function engineFor(machine: Machine, state: MachineState, tried: Tried): EngineDependencies {
  return {
    ...requestEngine(machine, state),
    memory: noMemory,
    async listCandidates(resolved) {
      if ("profileId" in tried) {
        return requireCandidates(machine, state, resolved, { profile: tried.profileId });
      }
      const { credential } = tried;
      return [{ credential, source: credential ? { kind: "live", name: "the key" } : NO_KEY }];
    },
  };
}

const NO_KEY = { kind: "none", name: "no key" } as const;

function judge(error: unknown): Omit<CredentialTest, "model"> {
  const message = error instanceof Error ? error.message : String(error);
  if (!ProviderError.isInstance(error)) {
    const unsent = MayrosError.isInstance(error) ? UNSENT[error.code] : undefined;
    return { verdict: unsent ?? "unclear", message };
  }
  return {
    verdict: VERDICTS[error.failure.kind] ?? "unclear",
    message,
    ...(error.statusCode === undefined ? {} : { status: error.statusCode }),
  };
}
