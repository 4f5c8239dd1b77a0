// Refuses credentials that could never be sent, before they are stored: an empty paste, or one that
// took a line break along.
import { type Credential, credentialSecret, MayrosError } from "@mayros/core";
import { isTime } from "./without-odd-parts.ts";

const UNSENDABLE = /[^\x21-\x7e]/;

export function checkCredential(credential: Credential): void {
  const secret = credentialSecret(credential);
  if (secret === "") throw invalid("the key is empty");
  if (UNSENDABLE.test(secret))
    throw invalid("the key holds spaces or characters that keys never have");
  const expiresAt = credential.type === "api-key" ? undefined : credential.expiresAt;
  if (expiresAt !== undefined && !isTime(expiresAt)) {
    throw invalid("the time at which the token expires is not a number of milliseconds");
  }
}

function invalid(message: string): MayrosError {
  return new MayrosError("MAYROS_CREDENTIAL_INVALID", message, { hint: "paste it again" });
}
