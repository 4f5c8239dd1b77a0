// Everything that the checks look at, read at one moment, so that they are pure.
import type { InspectedConfig, Locations } from "@mayros/config";
import type { MayrosError } from "@mayros/core";
import type { InspectedBackup, InspectedStore } from "@mayros/credentials";
import type { MachineState } from "../machine/open-machine.ts";
import type { SecretFacts } from "./secret-facts.ts";

/** What the file system says of a path, links followed. */
export interface FileFacts {
  readonly path: string;
  readonly kind: "file" | "folder" | "other";
  readonly uid: number;
  /** With the sticky bit, without the kind. */
  readonly mode: number;
  /** ms since the epoch. */
  readonly modifiedAt: number;
}

/** The state folder. */
export interface FolderFacts {
  readonly path: string;
  /** Absent where there is none. */
  readonly itself?: FileFacts;
  /** Why it can't be looked at: an errno. */
  readonly problem?: string;
  /** Files right in it, config files apart. */
  readonly files: readonly FileFacts[];
  readonly writable: boolean;
  readonly freeBytes?: number;
  /** The kind of network file system that it is on. */
  readonly network?: string;
}

/** What `plugins doctor` says of one plugin. */
export interface PluginFacts {
  readonly severity: "error" | "warning" | "note" | "ok";
  readonly message: string;
  readonly fix?: string;
}

export interface Facts {
  readonly locations: Locations;
  readonly version: string;
  readonly nodeVersion: string;
  /** ms since the epoch. */
  readonly now: number;
  /** undefined where files have no owners and modes (Windows). */
  readonly uid: number | undefined;
  /** Or why the file can't be read. */
  readonly config: InspectedConfig | MayrosError;
  /** The config file and those beside it, as far as they exist. */
  readonly configFiles: readonly FileFacts[];
  readonly folder: FolderFacts;
  readonly store: InspectedStore;
  /** Of the store, newest first. */
  readonly backups: readonly InspectedBackup[];
  /** What is wrong with a keyring that is needed, in words that follow "the keyring". */
  readonly keyringProblem?: string;
  /** There are secrets in plain text, and a keyring that answers and that the config does not leave out. */
  readonly canSeal?: boolean;
  readonly secrets: readonly SecretFacts[];
  /** Absent where the config can't be used. */
  readonly state?: MachineState;
  /** Why `state` is absent although the config says nothing wrong. */
  readonly stateError?: MayrosError;
  readonly plugins: readonly PluginFacts[];
}

export function isInspected(config: Facts["config"]): config is InspectedConfig {
  return "issues" in config;
}
