// `mayros models auth paste-api-key`: stores a key, or where it stands. Secrets go in; only their last characters ever come
// out.

import { findProvider } from "@mayros/catalog";
import { MayrosError, type SecretReference } from "@mayros/core";
import { loginCommand } from "@mayros/credentials";
import type { Machine } from "../machine/open-machine.ts";
import { warnLeftOut } from "./warn-left-out.ts";

export interface PasteApiKeyOptions {
  /** Id or alias of a provider that a plugin or the config has. */
  readonly provider: string;
  /** Either this, */
  readonly key?: string | undefined;
  /** or where the key stands: `env:NAME`, `file:<secret provider>:<JSON pointer>`, `exec:<secret provider>:<id>`. */
  readonly reference?: string | SecretReference | undefined;
  /** Default: `<provider>:default`. */
  readonly profileId?: string | undefined;
}

export interface StoredProfile {
  readonly profileId: string;
  readonly provider: string;
  /** A profile of that id was there before. */
  readonly replaced: boolean;
}

/**
 * Throws MAYROS_PROVIDER_UNKNOWN, MAYROS_PROVIDER_DISABLED, MAYROS_CREDENTIAL_INVALID, and MAYROS_USAGE
 * for a provider that takes no key.
 */
export async function pasteApiKey(
  machine: Machine,
  options: PasteApiKeyOptions,
): Promise<StoredProfile> {
  const { config, providers } = await machine.state();
  const { id, authMethods } = findProvider(options.provider, config, providers);
  const login = authMethods.some(({ kind }) => kind === "api-key" || kind === "none")
    ? undefined
    : authMethods[0];
  if (login) throw takesNoKey(id, login.label);
  const { reference, key, profileId = `${id}:default` } = options;
  if (reference === undefined) return storeApiKey(machine, id, key ?? "", profileId);
  if (key !== undefined) throw new MayrosError("MAYROS_USAGE", "a key and a reference were given");
  const { storeReference } = await import("../secrets/store-reference.ts");
  const { replaced } = await storeReference(machine, id, profileId, reference);
  await warnLeftOut(machine, id, profileId);
  return { profileId, provider: id, replaced };
}

function takesNoKey(provider: string, login: string): MayrosError {
  return new MayrosError("MAYROS_USAGE", `${provider} takes no API key but a login: ${login}`, {
    hint: loginCommand(provider),
  });
}

async function storeApiKey(
  machine: Machine,
  provider: string,
  text: string,
  profileId: string,
): Promise<StoredProfile> {
  const key = checkKey(text);
  const { replaced } = await machine.profiles().save(profileId, provider, { type: "api-key", key });
  await warnLeftOut(machine, provider, profileId);
  return { profileId, provider, replaced };
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
