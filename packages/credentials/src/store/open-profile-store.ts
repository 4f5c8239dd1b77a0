// The profiles in `<stateDir>/auth.db`.
import { join } from "node:path";
import type { Sealer } from "../sealing/sealer.ts";
import type { StoreChanges } from "./change-store.ts";
import { profileSchema } from "./profile-schema.ts";
import type { ProfileStore } from "./profile-store.ts";
import { readProfiles } from "./read-profiles.ts";
import { isReserved } from "./reserve-space.ts";
import { StateDatabase } from "./state-database.ts";

export interface ProfileStoreOptions {
  readonly stateDir: string;
  /** ms since the epoch. */
  readonly now: () => number;
  /** Told once when file modes had to be repaired. */
  readonly warn: (message: string) => void;
  /** Default: rows are stored in plain text, and sealed ones can't be read. */
  readonly sealer?: Sealer | undefined;
}

/** Opens nothing yet: the file is touched by the first call that needs it. */
export function openProfileStore(options: ProfileStoreOptions): ProfileStore {
  const { stateDir, now, warn, sealer } = options;
  const auth = new StateDatabase({
    path: join(stateDir, "auth.db"),
    schema: profileSchema,
    warn,
    isReserved,
  });
  const reads = readProfiles(auth, warn, sealer);
  let loading: Promise<StoreChanges> | undefined;
  /** Most programs only read. A token is spent after `reserve`, so that what saves the next one is there by then. */
  const changes = (): Promise<StoreChanges> => {
    loading ??= import("./change-store.ts").then(({ changeStore }) =>
      changeStore(auth, { stateDir, now, sealer, reads }),
    );
    return loading;
  };
  return {
    ...reads,
    requireStorable: async () => (await changes()).requireStorable(),
    save: async (...what) => (await changes()).save(...what),
    saveReference: async (...what) => (await changes()).saveReference(...what),
    sealPlain: async () => (await changes()).sealPlain(),
    remove: async (id) => (await changes()).remove(id),
    setOrder: async (provider, ids) => (await changes()).setOrder(provider, ids),
    clearOrder: async (provider) => (await changes()).clearOrder(provider),
    reserve: async (profile, holder) => (await changes()).reserve(profile, holder),
    release: async (profile) => (await changes()).release(profile),
    saveRefreshed: async (before, credential) =>
      (await changes()).saveRefreshed(before, credential),
    markDead: async (profile, reason) => (await changes()).markDead(profile, reason),
    hold: () => auth.hold(),
    close: () => auth.close(),
  };
}
