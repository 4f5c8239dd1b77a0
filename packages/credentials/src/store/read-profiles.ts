// The reading half of the profile store. Where nothing was ever stored it finds nothing, and makes nothing.
import type { Profile } from "../profile.ts";
import { type ProfileRow, toProfile, toSummary } from "./profile-row.ts";
import type { ProfileStore } from "./profile-store.ts";
import { holderOf } from "./reserve-space.ts";
import type { StateDatabase } from "./state-database.ts";

const READ_ALL = "SELECT * FROM profiles WHERE provider = ? ORDER BY created_at, id";
const ORDER = "SELECT profile_id FROM profile_order WHERE provider = ? ORDER BY position";

export type ProfileReads = Pick<
  ProfileStore,
  "holder" | "list" | "listProfileProviders" | "order" | "read" | "readAll"
>;

export function readProfiles(auth: StateDatabase, warn: (message: string) => void): ProfileReads {
  async function select<Row, T>(
    sql: string,
    parameters: string[],
    convert: (row: Row) => T,
  ): Promise<T[]> {
    const rows = await auth.read((database) => database.prepare(sql).all(...parameters));
    return (rows ?? []).map((row) => convert(row as Row));
  }

  /** One profile that can't be read must not take the others with it. */
  function readable(row: ProfileRow): Profile[] {
    try {
      return [toProfile(row)];
    } catch (error) {
      warn((error as Error).message);
      return [];
    }
  }

  return {
    list: (provider) =>
      provider === undefined
        ? select("SELECT * FROM profiles ORDER BY provider, id", [], toSummary)
        : select("SELECT * FROM profiles WHERE provider = ? ORDER BY id", [provider], toSummary),
    async read(id) {
      const [profile] = await select("SELECT * FROM profiles WHERE id = ?", [id], toProfile);
      return profile;
    },
    async readAll(provider) {
      const profiles = await select(READ_ALL, [provider], readable);
      return profiles.flat();
    },
    listProfileProviders: () =>
      select("SELECT DISTINCT provider FROM profiles", [], (row: ProfileRow) => row.provider),
    order: (provider) => select(ORDER, [provider], (row: { profile_id: string }) => row.profile_id),
    holder: (id) => auth.read((database) => holderOf(database, id)),
  };
}
