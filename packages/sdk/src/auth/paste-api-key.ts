// `mayros models auth paste-api-key`: stores a key, or where it stands. Secrets go in; only their last characters ever come
// out.

import { findProvider } from "@mayros/catalog";
import { type ApiKeyCredential, MayrosError, type SecretReference } from "@mayros/core";
import { loginCommand } from "@mayros/credentials";
import type { Machine } from "../machine/open-machine.ts";
import { checkedFields, withFields } from "./plain-fields.ts";
import { warnLeftOut } from "./warn-left-out.ts";

export interface PasteApiKeyOptions {
  /** Id or alias of a provider that a plugin or the config has. */
  readonly provider: string;
  /** Either this, */
  readonly key?: string | undefined;
  /** or where the key stands: `env:NAME`, `file:<secret provider>:<JSON pointer>`, `exec:<secret provider>:<id>`. */
  readonly reference?: string | SecretReference | undefined;
  /** What the provider needs beside a key, by the names of its fields; over what is stored with the profile. */
  readonly fields?: Readonly<Record<string, string>> | undefined;
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
  const state = await machine.state();
  const { id, authMethods } = findProvider(options.provider, state.config, state.providers);
  const login = authMethods.some(({ kind }) => kind === "api-key" || kind === "none")
    ? undefined
    : authMethods[0];
  if (login) throw takesNoKey(id, login.label);
  const { reference, key, profileId = `${id}:default` } = options;
  const before = (await machine.profiles().list(id)).find((profile) => profile.id === profileId);
  const fields = checkedFields(state, id, options.fields ?? {}, before);
  if (reference === undefined) {
    const credential = { key: checkKey(key ?? ""), ...withFields(fields) };
    return storeApiKey(machine, id, credential, profileId);
  }
  if (key !== undefined) throw new MayrosError("MAYROS_USAGE", "a key and a reference were given");
  const { storeReference } = await import("../secrets/store-reference.ts");
  const { replaced } = await storeReference(machine, id, profileId, reference, fields);
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
  credential: Omit<ApiKeyCredential, "type">,
  profileId: string,
): Promise<StoredProfile> {
  const store = machine.profiles();
  const { replaced } = await store.save(profileId, provider, { type: "api-key", ...credential });
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
