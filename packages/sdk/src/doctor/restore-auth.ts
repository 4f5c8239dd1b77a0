// `mayros doctor --restore-auth`: puts the newest good backup of auth.db in the place of one that is lost.
import {
  type InspectedBackup,
  type InspectedStore,
  planRestore,
  type RestoredStore,
  restoreStore,
} from "@mayros/credentials";
import type { Machine } from "../machine/open-machine.ts";

export interface AuthRestore {
  /** Of auth.db. */
  readonly path: string;
  /** What is wrong with it. */
  readonly condition: InspectedStore["condition"];
  /** Absolute path of the backup. */
  readonly backup: string;
  /** ms since the epoch. */
  readonly madeAt: number;
  /** What is in the backup. */
  readonly profiles: readonly { readonly id: string; readonly provider: string }[];
  /** Of these, logins whose token was renewed since, maybe: then they have to be made anew. */
  readonly renewable: readonly string[];
}

export interface AuthRestored extends AuthRestore {
  /** Where the files that were there are now. */
  readonly kept: readonly string[];
}

/** What `restoreAuth` would do. Throws MAYROS_USAGE where the store is sound, and MAYROS_STATE_UNREADABLE. */
export function planAuthRestore(machine: Machine): AuthRestore {
  const { store, backup } = planRestore(machine.locations.stateDir);
  return describe(store.path, store.condition, backup);
}

/** Throws as `planAuthRestore` does. */
export function restoreAuth(machine: Machine): AuthRestored {
  const { condition } = planAuthRestore(machine);
  const restored: RestoredStore = restoreStore(machine.locations.stateDir, machine.now());
  return { ...describe(restored.path, condition, restored.backup), kept: restored.kept };
}

function describe(
  path: string,
  condition: InspectedStore["condition"],
  backup: InspectedBackup,
): AuthRestore {
  return {
    path,
    condition,
    backup: backup.path,
    madeAt: backup.madeAt,
    profiles: backup.profiles.map(({ id, provider }) => ({ id, provider })),
    renewable: backup.profiles.filter(({ type }) => type === "oauth").map(({ id }) => id),
  };
}
