// The profiles in `<stateDir>/auth.db`.
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { checkCredential } from "../check-credential.ts";
import { checkProfileId } from "../profile-id.ts";
import { markDead, removeProfile, saveProfile, saveRefreshed } from "./change-profiles.ts";
import { dropBallast, layBallast } from "./disk-ballast.ts";
import { clearOrder, setOrder } from "./profile-order.ts";
import { profileSchema } from "./profile-schema.ts";
import type { ProfileStore } from "./profile-store.ts";
import { readProfiles } from "./read-profiles.ts";
import { isReserved, reservations } from "./reserve-space.ts";
import { StateDatabase } from "./state-database.ts";
import { isDiskFull } from "./state-error.ts";

export interface ProfileStoreOptions {
  readonly stateDir: string;
  /** ms since the epoch. */
  readonly now: () => number;
  /** Told once when file modes had to be repaired. */
  readonly warn: (message: string) => void;
}

/** Opens nothing yet: the file is touched by the first call that needs it. */
export function openProfileStore({ stateDir, now, warn }: ProfileStoreOptions): ProfileStore {
  const path = join(stateDir, "auth.db");
  const ballast = join(stateDir, "auth.ballast");
  const auth = new StateDatabase({ path, schema: profileSchema, warn, isReserved });
  const reads = readProfiles(auth, warn);

  /** Without the ballast where the disk is full. Undefined, and no file is made, where no profile has this id. */
  async function changeProfile(
    id: string,
    change: (database: DatabaseSync) => boolean,
  ): Promise<boolean> {
    const found = await auth.read((database) =>
      database.prepare("SELECT 1 FROM profiles WHERE id = ?").get(id),
    );
    if (!found) return false;
    try {
      return await auth.write(change);
    } catch (error) {
      if (!isDiskFull(error) || !dropBallast(ballast)) throw error;
      return auth.write(change);
    }
  }

  return {
    ...reads,
    async save(id, provider, credential, method) {
      checkProfileId(id);
      checkCredential(credential);
      const saved = await auth.write((database) =>
        saveProfile(database, { id, provider, credential, method, now: now() }),
      );
      layBallast(ballast);
      return saved;
    },
    remove: (id) => changeProfile(id, (database) => removeProfile(database, id)),
    setOrder: (provider, ids) => auth.write((database) => setOrder(database, provider, ids)),
    clearOrder: async (provider) =>
      (await reads.order(provider)).length > 0 &&
      auth.write((database) => clearOrder(database, provider)),
    reserve: (profile, holder) => auth.reserve(reservations(profile, holder)),
    saveRefreshed: (before, credential) =>
      changeProfile(before.id, (database) =>
        saveRefreshed(database, { before, credential, now: now() }),
      ),
    markDead: (profile, reason) =>
      changeProfile(profile.id, (database) => markDead(database, profile, reason, now())),
    hold: () => auth.hold(),
    close: () => auth.close(),
  };
}
