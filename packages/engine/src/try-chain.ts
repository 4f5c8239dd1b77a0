// The fallback chain: the next model is asked when all candidates of one failed in a way that
// `failureRules` gives the next model a chance after, and never once output began. A model that can't
// be asked here (no credential, provider off) is passed over.
import {
  type ErrorCode,
  type FailureKind,
  formatModelRef,
  MayrosError,
  ProviderError,
} from "@mayros/core";
import type { Asking } from "./asking.ts";
import type { ModelChain } from "./model-chain.ts";
import { prepareModel, tryCandidates } from "./try-candidates.ts";

/**
 * What the asked model may lack and a fallback make up for. Everything else that is wrong with it before
 * it is asked (a name nobody knows, the allowlist) is the caller's or the config's mistake, which an
 * answer of another model would hide.
 */
const lacking: ReadonlySet<ErrorCode> = new Set([
  "MAYROS_API_UNKNOWN",
  "MAYROS_LOGIN_MISCONFIGURED",
  "MAYROS_LOGIN_NEEDED",
  "MAYROS_LOGIN_UNAVAILABLE",
  "MAYROS_NETWORK",
  "MAYROS_PLUGIN_FAILED",
  "MAYROS_PROVIDER_DISABLED",
  "MAYROS_TIMEOUT",
]);

/**
 * Throws the last error when all fail. When the model that was asked for could not be asked at all, its own
 * error: that is what the person can mend.
 */
export async function tryChain(chain: ModelChain, asking: Asking): Promise<void> {
  const { onEvent, abortSignal } = asking.options;
  let before: { from: string; reason: FailureKind | ErrorCode } | undefined;
  let firstLacks: MayrosError | undefined;
  let last: ProviderError | undefined;
  for (const [index, link] of chain.entries()) {
    try {
      const ready = await prepareModel(link, asking);
      const name = formatModelRef(ready.resolved.ref);
      if (before) onEvent?.({ type: "fallback", ...before, to: name });
      last = await tryCandidates(ready, asking);
      if (!last) return;
      const { kind, failover } = last.failure;
      // A caller whose time is over wants no other model either.
      if (!failover || abortSignal?.aborted) throw last;
      before = { from: name, reason: kind };
    } catch (error) {
      const passable = !asking.operation.begun && !abortSignal?.aborted && chain.length > 1;
      if (!passable || !canBePassed(error, index)) throw error;
      const { code, message, hint } = error;
      onEvent?.({ type: "skipped", model: link.name, number: index + 1, code, message, hint });
      if (index === 0) firstLacks = error;
      before ??= { from: link.name, reason: code };
    }
  }
  throw firstLacks ?? last;
}

/** Not what a vendor said: what kept us from asking. */
function canBePassed(error: unknown, index: number): error is MayrosError {
  if (!MayrosError.isInstance(error) || ProviderError.isInstance(error)) return false;
  return index > 0 || lacking.has(error.code);
}
