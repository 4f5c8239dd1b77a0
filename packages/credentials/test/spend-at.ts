// Spends refresh tokens at the token server of these tests, as a plugin would at its vendor's.
import { MayrosError, type OAuthCredential } from "@mayros/core";
import type { SpendRefreshToken } from "../src/index.ts";

interface Answer {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly account_id?: string;
}

export function spendAt(url: string, now: () => number = Date.now): SpendRefreshToken {
  return async ({ refresh = "" }): Promise<OAuthCredential> => {
    const body = new URLSearchParams({ grant_type: "refresh_token", refresh_token: refresh });
    const response = await fetch(url, { method: "POST", body }).catch((cause: unknown) => {
      throw unavailable({ sent: true }, cause);
    });
    const text = await response.text();
    if (response.status >= 500) throw unavailable({ sent: true, status: response.status });
    if (!response.ok) throw new MayrosError("MAYROS_LOGIN_NEEDED", `the server said ${text}`);
    const answer = JSON.parse(text) as Answer;
    return {
      type: "oauth",
      access: answer.access_token,
      refresh: answer.refresh_token,
      expiresAt: now() + answer.expires_in * 1000,
      ...(answer.account_id === undefined ? {} : { accountId: answer.account_id }),
    };
  };
}

function unavailable(details: { sent: boolean; status?: number }, cause?: unknown): MayrosError {
  return new MayrosError("MAYROS_LOGIN_UNAVAILABLE", "the server gave no answer", {
    details,
    cause,
  });
}
