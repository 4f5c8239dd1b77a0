// Seals the rows that were stored in plain text before there was a keyring, as they are: no revision counts up, for
// what a person or a server said of them is the same.
import type { DatabaseSync } from "node:sqlite";
import { type SealingKey, sealColumns } from "../sealing/seal-columns.ts";
import type { Sealer } from "../sealing/sealer.ts";
import { lastKeyId } from "./sealed-row.ts";
import type { StateDatabase } from "./state-database.ts";

const PLAIN = `
SELECT id, provider, revision, secret, refresh, extras FROM profiles WHERE key_id IS NULL AND reference IS NULL`;
const SEAL = "UPDATE profiles SET secret = ?, refresh = ?, extras = ?, key_id = ? WHERE id = ?";

/** Returns the ids; none where there is no keyring, or none is wanted. Rejects as `Sealer.forNew` does. */
export async function sealPlainRows(
  auth: StateDatabase,
  sealer: Sealer | undefined,
): Promise<string[]> {
  const found = await auth.read((database) => database.prepare(`${PLAIN} LIMIT 1`).get());
  const key = found && (await sealer?.forNew(await auth.read(lastKeyId)));
  return key ? auth.write((database) => sealRows(database, key)) : [];
}

function sealRows(database: DatabaseSync, key: SealingKey): string[] {
  const textOf = (value: unknown): string | null => (value === null ? null : String(value));
  return database
    .prepare(PLAIN)
    .all()
    .map(({ id, provider, revision, secret, refresh, extras }) => {
      const place = { id: String(id), provider: String(provider), revision: Number(revision) };
      const columns = { secret: String(secret), refresh: textOf(refresh), extras: textOf(extras) };
      const sealed = sealColumns(columns, place, key);
      database.prepare(SEAL).run(sealed.secret, sealed.refresh, sealed.extras, key.id, place.id);
      return place.id;
    });
}
