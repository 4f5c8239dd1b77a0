// Writes what onboarding came to: a profile into the store, a few values into mayros.json, both or
// neither. Two files can't change at one moment, so the profile is put back when the config can't be
// written, and where even that fails the error says what is stored.
import { join } from "node:path";
import { type ConfigEdit, editConfig, formatPath } from "@mayros/config";
import { type Credential, MayrosError, type SecretReference } from "@mayros/core";
import type { Profile, ProfileStore } from "@mayros/credentials";
import { warnLeftOut } from "../auth/warn-left-out.ts";
import type { Machine } from "../machine/open-machine.ts";

export interface Onboarding {
  readonly profile?: {
    readonly id: string;
    readonly provider: string;
    readonly credential: Credential;
    /** Auth method that it came by. */
    readonly method?: string;
    /** Where the secret stands, if that of `credential` is empty. */
    readonly reference?: SecretReference;
  };
  /** Called with the config as written; again where it changed meanwhile. */
  readonly edits: (written: unknown) => readonly ConfigEdit[];
}

/** What was written where; no secrets. */
export interface WrittenFiles {
  readonly profile?: {
    readonly path: string;
    readonly profileId: string;
    readonly provider: string;
    readonly replaced: boolean;
  };
  readonly config?: { readonly path: string; readonly values: Readonly<Record<string, unknown>> };
}

/** Throws what the store and `editConfig` throw. */
export async function saveOnboarding(
  machine: Machine,
  { profile, edits }: Onboarding,
): Promise<WrittenFiles> {
  if (!profile) return writeConfig(machine, edits);
  const { id, provider } = profile;
  const path = join(machine.locations.stateDir, "auth.db");
  const store = machine.profiles();
  const before = await readBefore(store, id);
  const { replaced } = await put(store, profile);
  let written: WrittenFiles;
  try {
    written = await writeConfig(machine, edits);
  } catch (error) {
    throw await undone(error, machine, profile, before);
  }
  await warnLeftOut(machine, provider, id);
  return { profile: { path, profileId: id, provider, replaced }, ...written };
}

/** Sealed with a key that is gone: a new one is the way back, and there is nothing to put back. */
const LOST = "lost";

/** Before a person's new word replaces it. */
async function readBefore(
  store: ProfileStore,
  id: string,
): Promise<Profile | typeof LOST | undefined> {
  try {
    return await store.read(id);
  } catch (error) {
    const isLost =
      MayrosError.isInstance(error) &&
      (error.code === "MAYROS_KEYRING_UNAVAILABLE" || error.details?.profile === id);
    if (!isLost) throw error;
    return LOST;
  }
}

async function writeConfig(machine: Machine, edits: Onboarding["edits"]): Promise<WrittenFiles> {
  let wanted: readonly ConfigEdit[] = [];
  const edited = await editConfig(machine.locations, machine.env, (written) => {
    wanted = edits(written);
    return wanted;
  });
  if (!edited.changed) return {};
  const values = wanted.map(({ path, value }) => [formatPath(path), value] as const);
  return { config: { path: edited.path, values: Object.fromEntries(values) } };
}

function put(
  store: ProfileStore,
  { id, provider, credential, method, reference }: NonNullable<Onboarding["profile"]>,
): Promise<{ replaced: boolean }> {
  if (!reference) return store.save(id, provider, credential, method);
  const type = credential.type === "token" ? "token" : "api-key";
  const fields = credential.type === "oauth" ? {} : credential.fields;
  return store.saveReference(id, provider, reference, type, fields);
}

/** Puts the profile back as it was; resolves to the error to throw. */
async function undone(
  error: unknown,
  machine: Machine,
  { id }: { readonly id: string },
  before: Profile | typeof LOST | undefined,
): Promise<unknown> {
  const store = machine.profiles();
  const stored = `the key is stored as ${id}, and nothing else was written`;
  let outcome = before ? `${id} is what it was` : "the key was not stored either";
  try {
    if (before === LOST) outcome = stored;
    else if (before) await put(store, before);
    else await store.remove(id);
  } catch {
    outcome = stored;
  }
  if (!MayrosError.isInstance(error)) return error;
  const { code, message, hint, details } = error;
  return new MayrosError(code, `${message}; ${outcome}`, {
    cause: error,
    ...(hint === undefined ? {} : { hint }),
    ...(details === undefined ? {} : { details }),
  });
}
