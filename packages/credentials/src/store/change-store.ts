// The writing half of the profile store, loaded by the first change.
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { keepBackups } from "../backup/make-backup.ts";
import { checkCredential } from "../check-credential.ts";
import { checkProfileId } from "../profile-id.ts";
import type { Sealer } from "../sealing/sealer.ts";
import {
  markDead,
  removeProfile,
  type Save,
  saveProfile,
  saveRefreshed,
} from "./change-profiles.ts";
import { dropBallast, layBallast } from "./disk-ballast.ts";
import { clearOrder, setOrder } from "./profile-order.ts";
import { emptyCredential } from "./profile-row.ts";
import type { ProfileChanges, ProfileReads, ProfileRenewal } from "./profile-store.ts";
import { releaseSpace, reservations } from "./reserve-space.ts";
import { sealPlainRows } from "./seal-plain-rows.ts";
import { keyIdOf, lastKeyId } from "./sealed-row.ts";
import type { StateDatabase } from "./state-database.ts";
import { isDiskFull } from "./state-error.ts";

export type StoreChanges = ProfileChanges & ProfileRenewal;

export interface ChangeOptions {
  readonly stateDir: string;
  readonly now: () => number;
  readonly sealer: Sealer | undefined;
  readonly reads: ProfileReads;
}

export function changeStore(
  auth: StateDatabase,
  { stateDir, now, sealer, reads }: ChangeOptions,
): StoreChanges {
  const ballast = join(stateDir, "auth.ballast");
  const backups = keepBackups(auth, stateDir);

  /** Without the ballast where the disk is full. False, and no file is made, where no profile has this id. */
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
      const changed = await auth.write(change);
      layBallast(ballast);
      return changed;
    }
  }

  async function save(
    what: Omit<Save, "key" | "now">,
  ): Promise<{ revision: number; replaced: boolean }> {
    checkProfileId(what.id);
    const key = what.reference ? undefined : await sealer?.forNew(await auth.read(lastKeyId));
    const time = now();
    const saved = await auth.write((database) =>
      saveProfile(database, { ...what, key, now: time }),
    );
    layBallast(ballast);
    await backups.afterChange(time);
    return saved;
  }

  return {
    async requireStorable() {
      await sealer?.forNew(await auth.read(lastKeyId));
    },
    async save(id, provider, credential, method) {
      checkCredential(credential);
      return save({ id, provider, credential, method });
    },
    saveReference: (id, provider, reference, type, fields) =>
      save({ id, provider, credential: emptyCredential(type, fields), reference }),
    async sealPlain() {
      const ids = await sealPlainRows(auth, sealer);
      // Those before have the secrets in plain text.
      if (ids.length > 0) await backups.afterRemoval(now());
      return ids;
    },
    async remove(id) {
      const removed = await changeProfile(id, (database) => removeProfile(database, id));
      if (removed) await backups.afterRemoval(now());
      return removed;
    },
    setOrder: (provider, ids) => auth.write((database) => setOrder(database, provider, ids)),
    clearOrder: async (provider) =>
      (await reads.order(provider)).length > 0 &&
      auth.write((database) => clearOrder(database, provider)),
    reserve: (profile, holder) => auth.reserve(reservations(profile, holder)),
    release: (profile) => changeProfile(profile.id, (database) => releaseSpace(database, profile)),
    async saveRefreshed(before, credential) {
      const key = await sealer?.forRenewed(await auth.read(keyIdOf(before.id)));
      const time = now();
      const saved = await changeProfile(before.id, (database) =>
        saveRefreshed(database, { before, credential, key, now: time }),
      );
      if (saved) await backups.afterRefresh(time);
      return saved;
    },
    markDead: (profile, reason) =>
      changeProfile(profile.id, (database) => markDead(database, profile, reason, now())),
  };
}
