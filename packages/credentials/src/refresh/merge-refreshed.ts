// Lays the answer to a refresh over the credential that it was got with: what it does not say stays as it was.
import type { OAuthCredential } from "@mayros/core";
import { withoutOddParts } from "../without-odd-parts.ts";

/** But for the expiry: that of the old token says nothing of the new one. */
export function mergeRefreshed(
  { expiresAt: _old, ...before }: OAuthCredential,
  after: OAuthCredential,
): OAuthCredential {
  const { expiresAt, ...answered } = withoutOddParts(after);
  const said = Object.entries(answered).filter(([, value]) => value !== undefined);
  const extras = { ...before.extras, ...after.extras };
  return {
    ...before,
    ...(Object.fromEntries(said) as Partial<OAuthCredential>),
    ...(Object.keys(extras).length === 0 ? {} : { extras }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
}

/** In what the two differ, if they are of two accounts; an account may change its address. */
export function otherAccount(
  before: OAuthCredential,
  after: OAuthCredential,
): { was: string; is: string } | undefined {
  if (before.accountId !== undefined && after.accountId !== undefined) {
    return difference(before.accountId, after.accountId);
  }
  if (before.email === undefined || after.email === undefined) return undefined;
  return difference(before.email.toLowerCase(), after.email.toLowerCase());
}

function difference(was: string, is: string): { was: string; is: string } | undefined {
  return was === is ? undefined : { was, is };
}
