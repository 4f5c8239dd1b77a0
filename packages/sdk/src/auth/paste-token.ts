// `mayros models auth paste-token`: stores a token that another program made. It may end, and is never refreshed.
import { findProvider } from "@mayros/catalog";
import type { Machine } from "../machine/open-machine.ts";
import { keyFieldOf } from "../onboard/collect-fields.ts";
import { checkedToken, pastedToken } from "./given-credential.ts";
import type { StoredProfile } from "./paste-api-key.ts";
import { warnLeftOut } from "./warn-left-out.ts";

export interface PasteTokenOptions {
  /** Id or alias of a provider that a plugin or the config has. */
  readonly provider: string;
  readonly token: string;
  /** Default: `<provider>:manual`. */
  readonly profileId?: string | undefined;
  /** ms from now; default: what the provider's manifest says, else it does not end. */
  readonly expiresIn?: number | undefined;
}

export interface StoredToken extends StoredProfile {
  /** ms since the epoch; undefined for a token that does not end. */
  readonly expiresAt: number | undefined;
}

/** Throws MAYROS_PROVIDER_UNKNOWN, MAYROS_PROVIDER_DISABLED, MAYROS_CREDENTIAL_INVALID. */
export async function pasteToken(
  machine: Machine,
  options: PasteTokenOptions,
): Promise<StoredToken> {
  const { config, host, providers } = await machine.state();
  const { id } = findProvider(options.provider, config, providers);
  const declaration = host.shipped(id)?.declaration;
  const method = declaration?.authMethods.find(({ kind }) => kind === "token");
  const field = method && keyFieldOf(method);
  const token = checkedToken(options.token, id, declaration?.name ?? id, field);
  const credential = pastedToken(machine, token, method ?? {}, options.expiresIn);
  const profileId = options.profileId ?? `${id}:manual`;
  const { replaced } = await machine.profiles().save(profileId, id, credential, method?.id);
  await warnLeftOut(machine, id, profileId);
  return { profileId, provider: id, replaced, expiresAt: credential.expiresAt };
}
