// The profiles in `<stateDir>/auth.db`: what `mayros models auth` saves and every request reads.
import { join } from "node:path";
import type { Credential } from "@mayros/core";
import { checkCredential } from "../check-credential.ts";
import type { Profile, ProfileSummary } from "../profile.ts";
import { checkProfileId } from "../profile-id.ts";
import { removeProfile, saveProfile } from "./change-profiles.ts";
import { type ProfileRow, toProfile, toSummary } from "./profile-row.ts";
import { profileSchema } from "./profile-schema.ts";
import { StateDatabase } from "./state-database.ts";

const READ_ALL = "SELECT * FROM profiles WHERE provider = ? ORDER BY created_at, id";
const ORDER = "SELECT profile_id FROM profile_order WHERE provider = ? ORDER BY position";

export interface ProfileStoreOptions {
  readonly stateDir: string;
  /** ms since the epoch. */
  readonly now: () => number;
  /** Told once when file modes had to be repaired. */
  readonly warn: (message: string) => void;
}

export interface ProfileStore {
  /** Without secrets, by provider and id. */
  list(provider?: string): Promise<ProfileSummary[]>;
  read(id: string): Promise<Profile | undefined>;
  /** In the order in which they were first saved. */
  readAll(provider: string): Promise<Profile[]>;
  /** Providers that have any profile: one query, and none when there is no store. */
  listProfileProviders(): Promise<string[]>;
  /** Replaces a profile of the same provider. */
  save(
    id: string,
    provider: string,
    credential: Credential,
    /** Auth method that it was logged in by. */
    method?: string,
  ): Promise<{ revision: number; replaced: boolean }>;
  /** False when there was none. */
  remove(id: string): Promise<boolean>;
  /** The profile ids that were put in order for a provider; mostly none. */
  order(provider: string): Promise<string[]>;
  close(): void;
}

/** Opens nothing yet: the file is touched by the first call that needs it. */
export function openProfileStore({ stateDir, now, warn }: ProfileStoreOptions): ProfileStore {
  const path = join(stateDir, "auth.db");
  const auth = new StateDatabase({ path, schema: profileSchema, warn });

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
    async save(id, provider, credential, method) {
      checkProfileId(id);
      checkCredential(credential);
      return auth.write((database) =>
        saveProfile(database, { id, provider, credential, method, now: now() }),
      );
    },
    async remove(id) {
      const found = await select("SELECT id FROM profiles WHERE id = ?", [id], () => true);
      return found.length > 0 && auth.write((database) => removeProfile(database, id));
    },
    order: (provider) => select(ORDER, [provider], (row: { profile_id: string }) => row.profile_id),
    close: () => auth.close(),
  };
}
