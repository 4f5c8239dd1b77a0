// One tiny request with a credential that is stored nowhere, through the engine that real requests use,
// and what its outcome says of the credential.
import type { ResolvedModel } from "@mayros/catalog";
import {
  type Credential,
  type FailureKind,
  formatModelRef,
  MayrosError,
  ProviderError,
} from "@mayros/core";
import { type EngineDependencies, noMemory, run } from "@mayros/engine";
import { loadCodec } from "@mayros/wire";
import type { Machine } from "../machine/open-machine.ts";
import { wireMissing } from "../run/wire-missing.ts";

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

/** Some vendors refuse less than this; still a fraction of a cent. */
const MOST_TOKENS = 16;

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
  credential: Credential | undefined,
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
    await run([alone], call, () => {}, engineFor(machine, credential)).finished;
    return { verdict: "works", model };
  } catch (error) {
    if (options.signal?.aborted) throw new MayrosError("MAYROS_ABORTED", "the test was cancelled");
    return { model, ...judge(error) };
  }
}

function engineFor(machine: Machine, credential: Credential | undefined): EngineDependencies {
  return {
    send: async (outgoing) => (await machine.transport()).send(outgoing),
    async loadCodec(api) {
      const codec = await loadCodec(api);
      if (codec) return codec;
      throw wireMissing(api, "the model");
    },
    listCandidates: async () => [
      { credential, source: credential ? { kind: "live", name: "the key" } : NO_KEY },
    ],
    memory: noMemory,
    now: machine.now,
  };
}

const NO_KEY = { kind: "none", name: "no key" } as const;

function judge(error: unknown): Omit<CredentialTest, "model"> {
  const message = error instanceof Error ? error.message : String(error);
  if (!ProviderError.isInstance(error)) return { verdict: "unclear", message };
  return {
    verdict: VERDICTS[error.failure.kind] ?? "unclear",
    message,
    ...(error.statusCode === undefined ? {} : { status: error.statusCode }),
  };
}
