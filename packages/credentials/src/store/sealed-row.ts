// Rows with their secret columns sealed, for storing them.
import type { DatabaseSync } from "node:sqlite";
import type { Credential } from "@mayros/core";
import { type SealedPlace, type SealingKey, sealColumns } from "../sealing/seal-columns.ts";
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
