// Whose tokens they are: OpenAI's authorization server writes it into them.
// codex-rs/login/src/token_data.rs of https://github.com/openai/codex (accessed 2026-11-28)
import { fieldsOf, jwtClaims, textOf } from "@mayros/oauth";

export interface Account {
  /** Of the ChatGPT workspace; requests name it. */
  readonly accountId?: string;
  readonly email?: string;
  /** `free`, `plus`, `pro`, `business`, ... */
  readonly plan?: string;
  /** When the token ends: ms since the epoch. */
  readonly expiresAt?: number;
}

/** Nothing of what is no JWT of this server. The token goes back to where it came from, so nobody checks its signature. */
export function accountIn(token: string | undefined): Account {
  const claims = token === undefined ? undefined : jwtClaims(token);
  if (!claims) return {};
  const own = fieldsOf(claims["https://api.openai.com/auth"]);
  const profile = fieldsOf(claims["https://api.openai.com/profile"]);
  const accountId = textOf(own.chatgpt_account_id);
  const email = textOf(claims.email) ?? textOf(profile.email);
  const plan = textOf(own.chatgpt_plan_type);
  // Any number, also a fraction, and one that is no time.
  const expiresAt = typeof claims.exp === "number" ? Math.floor(claims.exp * 1000) : Number.NaN;
  return {
    ...(accountId === undefined ? {} : { accountId }),
    ...(email === undefined ? {} : { email }),
    ...(plan === undefined ? {} : { plan }),
    ...(Number.isSafeInteger(expiresAt) ? { expiresAt } : {}),
  };
}
