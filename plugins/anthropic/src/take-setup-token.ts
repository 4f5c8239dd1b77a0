// The login with a token that `claude setup-token` printed. Nothing is asked of Anthropic: the token may run models
// and no more, so that not even its account can be read.
import { type LoginContext, MayrosError, type TokenCredential } from "@mayros/core";
import { readSetupToken } from "./read-setup-token.ts";

/** https://code.claude.com/docs/en/authentication#generate-a-long-lived-token (accessed 2026-11-28) */
const LIFETIME = 365 * 24 * 60 * 60 * 1000;

const TERMS =
  "A setup-token is a subscription's token. Anthropic's terms allow it in Claude Code and Claude.ai and nowhere " +
  "else; it may refuse what others send with it, or count it as extra usage. Whether you use it here is for you to " +
  "decide. An API key has no such limits. https://code.claude.com/docs/en/legal-and-compliance";

export async function takeSetupToken({
  ui,
  clock,
  signal,
}: LoginContext): Promise<TokenCredential> {
  ui.note(TERMS);
  const message = "Run `claude setup-token` in another terminal, and paste what it prints";
  const pasted = await ui.secret({ message, signal });
  const read = readSetupToken(pasted);
  if ("problem" in read) {
    throw new MayrosError("MAYROS_CREDENTIAL_INVALID", read.problem, {
      hint: "run `claude setup-token` again, and paste the whole token",
    });
  }
  return { type: "token", token: read.token, expiresAt: clock.now() + LIFETIME };
}
