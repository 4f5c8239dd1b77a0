// Whether what is sent is the credential itself. Pure.
import { credentialSecret } from "@mayros/core";
import type { Turn } from "../operation.ts";

/** A session has a token of its own: it was got for the credential, or without any. */
export function isExchanged({
  session,
  candidate: { credential },
}: Pick<Turn, "session" | "candidate">): boolean {
  return session !== undefined && (!credential || session.token !== credentialSecret(credential));
}
