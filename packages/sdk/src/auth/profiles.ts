// Stored credentials: list them, store a pasted key, remove one. Secrets go in; only their last
// characters ever come out.
import { normalProviderId, resolveProvider } from "@mayros/catalog";
import { MayrosError, nearestName } from "@mayros/core";
import type { ProfileSummary } from "@mayros/credentials";
import type { Machine } from "../machine/open-machine.ts";

export type { ProfileSummary };

export interface PasteApiKeyOptions {
  /** Id or alias of a provider that a plugin or the config has. */
  readonly provider: string;
  readonly key: string;
  /** Default: `<provider>:default`. */
  readonly profileId?: string | undefined;
}

export interface StoredProfile {
  readonly profileId: string;
  readonly provider: string;
  /** A profile of that id was there before. */
  readonly replaced: boolean;
}

/** Throws MAYROS_PROVIDER_UNKNOWN and MAYROS_PROVIDER_DISABLED for `provider`, which may be an alias. */
export async function listProfiles(
  machine: Machine,
  provider?: string,
): Promise<readonly ProfileSummary[]> {
  return machine.profiles().list(provider && (await findProvider(machine, provider)));
}

/** Throws MAYROS_PROVIDER_UNKNOWN, MAYROS_PROVIDER_DISABLED and MAYROS_CREDENTIAL_INVALID. */
export async function pasteApiKey(
  machine: Machine,
  options: PasteApiKeyOptions,
): Promise<StoredProfile> {
  const provider = await findProvider(machine, options.provider);
  return storeApiKey(machine, provider, options.key, options.profileId);
}

/** The normal id of a provider that can be used. */
async function findProvider(machine: Machine, typed: string): Promise<string> {
  const { config, providers } = await machine.state();
  return resolveProvider(normalProviderId(typed, providers), config, providers).id;
}

export async function storeApiKey(
  machine: Machine,
  provider: string,
  text: string,
  profileId = `${provider}:default`,
): Promise<StoredProfile> {
  const key = checkKey(text);
  const { replaced } = await machine.profiles().save(profileId, provider, { type: "api-key", key });
  return { profileId, provider, replaced };
}

/** Throws MAYROS_PROFILE_UNKNOWN. */
export async function logout(machine: Machine, profileId: string): Promise<void> {
  if (await machine.profiles().remove(profileId)) return;
  const known = (await machine.profiles().list()).map((profile) => profile.id);
  const nearest = nearestName(profileId, known);
  throw new MayrosError(
    "MAYROS_PROFILE_UNKNOWN",
    `no profile is called "${profileId}"${nearest ? `; did you mean "${nearest}"?` : ""}`,
    { hint: "mayros models auth list" },
  );
}

/** A key travels in a header: one line of visible characters. */
function checkKey(text: string): string {
  const key = text.trim();
  if (/^[\x21-\x7e]{1,4096}$/.test(key)) return key;
  throw new MayrosError(
    "MAYROS_CREDENTIAL_INVALID",
    key === ""
      ? "the key is empty"
      : "the key has spaces, line breaks or characters that no key has",
    { hint: "copy the key again, without anything around it" },
  );
}
