// The reading half of the profile store.
import { MayrosError } from "@mayros/core";
import type { Profile } from "../profile.ts";
import type { Sealer } from "../sealing/sealer.ts";
import { closeRow, openRow } from "./open-row.ts";
import { type ProfileRow, toProfile, toSummary } from "./profile-row.ts";
import type { ProfileReads } from "./profile-store.ts";
import { holderOf } from "./reserve-space.ts";
import type { StateDatabase } from "./state-database.ts";

const READ_ALL = "SELECT * FROM profiles WHERE provider = ? ORDER BY created_at, id";
const ORDER = "SELECT profile_id FROM profile_order WHERE provider = ? ORDER BY position";

const asRow = (row: ProfileRow): ProfileRow => row;

export function readProfiles(
  auth: StateDatabase,
  warn: (message: string) => void,
  sealer: Sealer | undefined,
): ProfileReads {
  async function select<Row, T>(
    sql: string,
    parameters: string[],
    convert: (row: Row) => T,
  ): Promise<T[]> {
    const rows = await auth.read((database) => database.prepare(sql).all(...parameters));
    return (rows ?? []).map((row) => convert(row as Row));
  }

  /** One profile that can't be read must not take the others with it; a keyring that is locked is another matter. */
  async function readable(
    row: ProfileRow,
    open: (row: ProfileRow) => ProfileRow | Promise<ProfileRow>,
  ): Promise<Profile[]> {
    try {
      return [toProfile(await open(row))];
    } catch (error) {
      if (MayrosError.isInstance(error) && error.code === "MAYROS_KEYRING_UNAVAILABLE") throw error;
      warn((error as Error).message);
      return [];
    }
  }

  async function readEach(
    provider: string,
    open: (row: ProfileRow) => ProfileRow | Promise<ProfileRow>,
  ): Promise<Profile[]> {
    const rows = await select(READ_ALL, [provider], asRow);
    return (await Promise.all(rows.map((row) => readable(row, open)))).flat();
  }

  return {
    list: (provider) =>
      provider === undefined
        ? select("SELECT * FROM profiles ORDER BY provider, id", [], toSummary)
        : select("SELECT * FROM profiles WHERE provider = ? ORDER BY id", [provider], toSummary),
    async read(id) {
      const [row] = await select("SELECT * FROM profiles WHERE id = ?", [id], asRow);
      return row && toProfile(await openRow(row, sealer));
    },
    readAll: (provider) => readEach(provider, (row) => openRow(row, sealer)),
    readAllClosed: (provider) => readEach(provider, closeRow),
    listProfileProviders: () =>
      select("SELECT DISTINCT provider FROM profiles", [], (row: ProfileRow) => row.provider),
    order: (provider) => select(ORDER, [provider], (row: { profile_id: string }) => row.profile_id),
    holder: (id) => auth.read((database) => holderOf(database, id)),
  };
}
