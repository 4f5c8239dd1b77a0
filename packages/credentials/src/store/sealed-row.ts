// Rows with their secret columns sealed, and with them opened again.
import type { DatabaseSync } from "node:sqlite";
import { type Credential, MayrosError, shellWord } from "@mayros/core";
import {
  openColumns,
  type SealedPlace,
  type SealingKey,
  sealColumns,
} from "../sealing/seal-columns.ts";
import type { Sealer } from "../sealing/sealer.ts";
import { type CredentialColumns, type ProfileRow, toColumns } from "./profile-row.ts";

export function toSealedColumns(
  credential: Credential,
  place: SealedPlace,
  key: SealingKey | undefined,
): CredentialColumns & Pick<ProfileRow, "key_id"> {
  const columns = toColumns(credential);
  if (!key) return { ...columns, key_id: null };
  return { ...columns, ...sealColumns(columns, place, key), key_id: key.id };
}

/** The row in plain text. Rejects with MAYROS_KEYRING_UNAVAILABLE, or if it was changed by somebody else. */
export async function openRow(row: ProfileRow, sealer: Sealer | undefined): Promise<ProfileRow> {
  if (row.key_id === null || !sealer) return row;
  const key = await sealer.keyOf(row.key_id);
  try {
    return { ...row, ...openColumns(row, row, key), key_id: null };
  } catch (error) {
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

/** The key that the last sealed row was sealed with. */
export function lastKeyId(database: DatabaseSync): string | undefined {
  const row = database
    .prepare(
      "SELECT key_id FROM profiles WHERE key_id IS NOT NULL ORDER BY updated_at DESC, id LIMIT 1",
    )
    .get();
  return textOf(row?.key_id);
}

/** That of one row. */
export function keyIdOf(id: string): (database: DatabaseSync) => string | undefined {
  return (database) =>
    textOf(database.prepare("SELECT key_id FROM profiles WHERE id = ?").get(id)?.key_id);
}

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" ? value : undefined;
