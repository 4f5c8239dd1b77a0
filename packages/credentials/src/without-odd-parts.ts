// What a server or a file says beside the tokens of a login is shown to people and counted with: what is no time and no
// address is left out, and the login is good without. Pure.
import type { Credential } from "@mayros/core";

/** https://tc39.es/ecma262/#sec-time-values-and-time-range (accessed 2026-11-28) */
const LAST_TIME = 8.64e15;
/** https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1 (accessed 2026-11-28): with room for what is none. */
const LONGEST_ADDRESS = 320;
// \p{C}: control, format (invisible, direction-changing) and unassigned characters.
const UNSHOWABLE = /[\p{C}\p{Zl}\p{Zp}]/u;

/** ms since the epoch that a date can be made of. */
export function isTime(value: number): boolean {
  return Number.isSafeInteger(value) && Math.abs(value) <= LAST_TIME;
}

export function withoutOddParts<Given extends Credential>(credential: Given): Given {
  const { expiresAt, email } = credential as { expiresAt?: number; email?: string };
  const isAddress = (text: string): boolean =>
    text.length <= LONGEST_ADDRESS && !UNSHOWABLE.test(text);
  const odd = [
    ...(expiresAt === undefined || isTime(expiresAt) ? [] : ["expiresAt"]),
    ...(email === undefined || isAddress(email) ? [] : ["email"]),
  ];
  if (odd.length === 0) return credential;
  const kept = Object.entries(credential).filter(([name]) => !odd.includes(name));
  return Object.fromEntries(kept) as unknown as Given;
}
