// What a provider could be asked with, by name: reads no secret. Pure.
import { keyPrefixOf } from "@mayros/core";
import { type InspectedStore, listEnvKeys, resolveConfigKey } from "@mayros/credentials";
import type { MachineState } from "../machine/open-machine.ts";
import { extraKeysFor, isOpenServer } from "../run/own-server.ts";

export interface CredentialSources {
  /** Variables that are asked before everything else. */
  readonly live: readonly string[];
  /** Profile ids. */
  readonly profiles: readonly string[];
  /** Variables. */
  readonly env: readonly string[];
  /** The config has an `apiKey` that stands for something. */
  readonly config: boolean;
  /** It can be asked without any. */
  readonly needsNone: boolean;
}

/** `provider`: its normal id; that of a plugin that is off, too. */
export function credentialSources(
  provider: string,
  state: MachineState,
  store: InspectedStore,
): CredentialSources {
  const { config, env, host } = state;
  const own = config.models?.providers?.[provider];
  const shipped = host.shipped(provider)?.declaration;
  const query = {
    prefix: keyPrefixOf(provider, shipped?.keyPrefix),
    extraKeys: extraKeysFor(state, { id: provider, extraKeys: shipped?.extraKeys ?? [] }),
  };
  const isNone = own?.auth === "none";
  const keys = isNone ? [] : listEnvKeys({ ...query, env });
  const baseUrl = own?.baseUrl ?? shipped?.baseUrl;
  const owners = isNone ? [] : [provider, shipped?.profilesFrom];
  return {
    live: keys.filter(({ place }) => place.kind === "live").map(({ name }) => name),
    profiles: store.profiles.filter((each) => owners.includes(each.provider)).map(({ id }) => id),
    env: keys.filter(({ place }) => place.kind === "env").map(({ name }) => name),
    config: resolveConfigKey({ apiKey: own?.apiKey, env }) !== undefined,
    needsNone:
      isNone ||
      (shipped?.authMethods.some(({ kind }) => kind === "none") ?? false) ||
      (baseUrl !== undefined && isOpenServer(state, provider, new URL(baseUrl).hostname)),
  };
}

export function hasAny({ live, profiles, env, config, needsNone }: CredentialSources): boolean {
  return needsNone || config || live.length + profiles.length + env.length > 0;
}

/** Those that are keys at hand: variables and profiles. */
export function namesOf({ live, profiles, env }: CredentialSources): string[] {
  return [...live, ...profiles, ...env];
}
