// Takes the disk space for a new token before the old one is spent: bytes in the row of the profile, which the save
// gives back, and a journal that has grown to what the save needs and stays until then. A disk that is full, or
// becomes full meanwhile, costs no login so.
import { randomBytes } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { StoredAs } from "./stored-as.ts";

/** Bytes. More than any token that is known; the journal of the save holds at most as many pages as the first. */
const AT_FIRST = 48 * 1024;
const RESERVED = 16 * 1024;

const RESERVE = `
UPDATE profiles SET reserve = ? WHERE id = ? AND revision = ? AND created_at = ?`;

/**
 * Each in a transaction of its own: the second writes over what the first took, so that the journal gets as long.
 * `holder` is for messages: who is about to spend the token.
 */
export function reservations(
  profile: StoredAs,
  holder: string,
): ((database: DatabaseSync) => boolean)[] {
  return [AT_FIRST, RESERVED].map((length) => (database) => {
    const { id, revision, createdAt } = profile;
    const bytes = padded(holder, length);
    return Number(database.prepare(RESERVE).run(bytes, id, revision, createdAt).changes) > 0;
  });
}

/** False where it holds none, or is not what is stored any more. */
export function releaseSpace(database: DatabaseSync, profile: StoredAs): boolean {
  const { id, revision, createdAt } = profile;
  return Number(database.prepare(RESERVE).run(null, id, revision, createdAt).changes) > 0;
}

export function isReserved(database: DatabaseSync): boolean {
  return database.prepare("SELECT 1 FROM profiles WHERE reserve IS NOT NULL").get() !== undefined;
}

/** undefined where nobody has reserved, or a process that was ended before it saved. */
export function holderOf(database: DatabaseSync, id: string): string | undefined {
  const row = database.prepare("SELECT reserve FROM profiles WHERE id = ?").get(id);
  const bytes = row?.reserve;
  if (!(bytes instanceof Uint8Array)) return undefined;
  const end = bytes.indexOf(0);
  return end <= 0 ? undefined : new TextDecoder().decode(bytes.subarray(0, end));
}

/** Random bytes: some file systems store zeros as nothing. */
function padded(holder: string, length: number): Buffer {
  const bytes = randomBytes(length);
  bytes.write(`${holder}\0`);
  return bytes;
}
