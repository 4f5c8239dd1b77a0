// Rows as they are read: with their secret columns opened where they are sealed.
import { MayrosError, shellWord } from "@mayros/core";
import type { Sealer } from "../sealing/sealer.ts";
import type { ProfileRow } from "./profile-row.ts";

/** The row in plain text. Rejects with MAYROS_KEYRING_UNAVAILABLE, or if it was changed by somebody else. */
export async function openRow(row: ProfileRow, sealer: Sealer | undefined): Promise<ProfileRow> {
  if (row.key_id === null || !sealer) return row;
  try {
    return { ...row, ...(await sealer.open(row, row, row.key_id)), key_id: null };
  } catch (error) {
    if (MayrosError.isInstance(error)) throw error;
    throw new MayrosError(
      "MAYROS_STATE_UNREADABLE",
      `profile ${row.id} was not sealed by Mayros as it stands, or was damaged`,
      {
        hint: `mayros models auth logout ${shellWord(row.id)}, then log in again`,
        details: { profile: row.id },
        cause: error,
      },
    );
  }
}

/** The row without what is sealed in it, for who only wants to know that it is there. */
export function closeRow(row: ProfileRow): ProfileRow {
  if (row.key_id === null) return row;
  // Two of them are not the same secret.
  const placeholder = `sealed:${row.id}`;
  const refresh = row.refresh === null ? null : placeholder;
  return { ...row, key_id: null, secret: placeholder, refresh, extras: null };
}
