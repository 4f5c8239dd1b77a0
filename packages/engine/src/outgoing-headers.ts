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
  const { authHeader } = resolved.provider;
  const isBearers = isToken || isExchanged(turn);
  const authorize = (text: string): Record<string, string> =>
    typeof authHeader === "string" && !isBearers
      ? namedHeader(authHeader, text)
      : codec.authorize(text, isBearers || authHeader !== false);
  const sent = session?.token ?? (credential && credentialSecret(credential));
  const secret = session?.signing ? undefined : sent;
  return {
    ...said,
    ...(session?.headers && lowerCaseNames(session.headers)),
    ...lowerCaseNames(resolved.headers),
    ...(secret === undefined ? {} : authorize(secret)),
  };
}

/** `api-key`, or `x-authorization: Bearer` with what stands before the key. */
function namedHeader(header: string, key: string): Record<string, string> {
  const [name = header, scheme] = header.split(": ");
  return { [name]: scheme === undefined ? key : `${scheme} ${key}` };
}

export function lowerCaseNames(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
