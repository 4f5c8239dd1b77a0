// What it means that Anthropic refuses a subscription's token. It answers with 400 or 401 and in sentences; everything
// else the wire format knows. Pure.
// https://github.com/anthropics/claude-code/issues/45911 (accessed 2026-11-28)
import { type ClassifiedError, type FailureKind, failureOf, type VendorError } from "@mayros/core";

interface Refusal {
  readonly said: RegExp;
  readonly kind: FailureKind;
  readonly message: string;
}

const refusals: readonly Refusal[] = [
  {
    said: /only authorized for use with Claude Code/i,
    kind: "auth",
    message:
      "Anthropic takes this token from Claude Code alone. Use an API key: mayros onboard --auth-choice apiKey",
  },
  {
    said: /third-party apps now draw from (?:your )?extra usage/i,
    kind: "billing",
    message:
      "Anthropic counts this as extra usage beside your plan, and there is none left: add some at " +
      "claude.ai/settings/usage, or use an API key",
  },
  {
    said: /invalid bearer token|OAuth token has (?:expired|been revoked)/i,
    kind: "auth",
    message:
      "the setup-token has ended or was taken back. Run `claude setup-token`, then: mayros models auth setup-token",
  },
];

export function classifyRefusal({ status, body }: VendorError): ClassifiedError | undefined {
  if (status !== 400 && status !== 401 && status !== 403) return undefined;
  const refusal = refusals.find(({ said }) => said.test(body));
  return refusal && { ...failureOf(refusal.kind, status), message: refusal.message };
}
