// The headers of a request, and which of those who say something of them goes before the other. Pure.
import { type Codec, credentialSecret } from "@mayros/core";
import { isExchanged } from "./login/is-exchanged.ts";
import type { Turn } from "./operation.ts";

/**
 * The config goes before what a session brought, that before what a wire format or a library says, and the credential
 * before all. A token is a bearer's, whatever the wire format does with keys.
 */
export function outgoingHeaders(
  said: Readonly<Record<string, string>>,
  turn: Pick<Turn, "resolved" | "candidate" | "session">,
  codec: Pick<Codec, "authorize">,
): Record<string, string> {
  const { resolved, session } = turn;
  const { credential } = turn.candidate;
  const isToken = credential?.type === "token" || credential?.type === "oauth";
  const bearer = resolved.provider.authHeader || isToken || isExchanged(turn);
  const secret = session?.token ?? (credential && credentialSecret(credential));
  return {
    ...said,
    ...(session?.headers && lowerCaseNames(session.headers)),
    ...lowerCaseNames(resolved.headers),
    ...(secret === undefined ? {} : codec.authorize(secret, bearer)),
  };
}

export function lowerCaseNames(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
