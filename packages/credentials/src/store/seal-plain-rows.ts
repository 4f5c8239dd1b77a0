// Seals the rows that were stored in plain text before there was a keyring, as they are: no revision counts up, for
// what a person or a server said of them is the same.
import type { DatabaseSync } from "node:sqlite";
import { type SealingKey, sealColumns } from "../sealing/seal-columns.ts";
import type { Sealer } from "../sealing/sealer.ts";
import type { ProfileRow } from "./profile-row.ts";
import { lastKeyId } from "./sealed-row.ts";
import type { StateDatabase } from "./state-database.ts";

const PLAIN = `
SELECT id, provider, revision, secret, refresh, extras FROM profiles WHERE key_id IS NULL AND reference IS NULL`;
/** Also of a file that is not of this version yet, which the change brings up. */
const ANY = "SELECT 1 FROM profiles WHERE key_id IS NULL";
const SEAL = "UPDATE profiles SET secret = ?, refresh = ?, extras = ?, key_id = ? WHERE id = ?";

/** Returns the ids; none where there is no keyring, or none is wanted. Rejects as `Sealer.forNew` does. */
export async function sealPlainRows(
  auth: StateDatabase,
  sealer: Sealer | undefined,
): Promise<string[]> {
  const found = await auth.read((database) => database.prepare(ANY).get());
  const key = found && (await sealer?.forNew(await auth.read(lastKeyId)));
  return key ? auth.write((database) => sealRows(database, key)) : [];
}

type PlainRow = Pick<ProfileRow, "id" | "provider" | "revision" | "secret" | "refresh" | "extras">;

function sealRows(database: DatabaseSync, key: SealingKey): string[] {
  const rows = database.prepare(PLAIN).all() as unknown as PlainRow[];
  return rows.map((row) => {
    const { secret, refresh, extras } = sealColumns(row, row, key);
    database.prepare(SEAL).run(secret, refresh, extras, key.id, row.id);
    return row.id;
  });
}
