// The credentials that a request for one model may use, in order (design: "Which credential").
import type { ResolvedModel } from "@mayros/catalog";
import { MayrosError } from "@mayros/core";
import {
  type Candidate,
  type CandidateInput,
  listEnvKeys,
  type OrderedCandidates,
  orderCandidates,
  type Profile,
  type ProfileStore,
} from "@mayros/credentials";
import { loginNeeded, type RequestOptions } from "@mayros/engine";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { findAmbient } from "./find-ambient.ts";
import { findConfigKey } from "./find-config-key.ts";
import { extraKeysFor, isOpenServer } from "./own-server.ts";

type Asked = Pick<ResolvedModel, "provider" | "baseUrl">;
interface Wanted extends Pick<RequestOptions, "profile" | "sessionId"> {
  /** Nothing is sent: sealed secrets stay closed, and no keyring is asked. */
  readonly onlyNames?: boolean;
}

/** At least one. Throws MAYROS_LOGIN_NEEDED. */
export async function requireCandidates(
  machine: Machine,
  state: MachineState,
  asked: Asked,
  wanted: Wanted,
): Promise<readonly Candidate[]> {
  const { candidates, passedOver } = await listModelCandidates(machine, state, asked, wanted);
  if (candidates.length > 0) return candidates;
  const { successor } = state.host.ownerOf(asked.provider.id) ?? {};
  throw loginNeeded(asked.provider, { passedOver, successor });
}

/** Warns of those that a request passes over. */
export async function listModelCandidates(
  machine: Machine,
  state: MachineState,
  asked: Asked,
  wanted: Wanted,
): Promise<OrderedCandidates> {
  const ordered = orderCandidates(await gatherCredentials(machine, state, asked, wanted));
  if (ordered.candidates.length === 0 || wanted.onlyNames) return ordered;
  for (const { source, reason } of ordered.passedOver) {
    machine.warn(`${source.name} is passed over: it ${reason}`);
  }
  return ordered;
}

async function gatherCredentials(
  machine: Machine,
  state: MachineState,
  { provider, baseUrl }: Asked,
  { profile: profileId, sessionId, onlyNames }: Wanted,
): Promise<CandidateInput> {
  const { config, env } = state;
  const store = machine.profiles();
  const { hostname } = new URL(baseUrl);
  const now = machine.now();
  const readSecret: CandidateInput["readSecret"] = async (reference, refused) => {
    const { resolveSecret } = await import("../secrets/resolve-secret.ts");
    return resolveSecret(machine, state, reference, refused);
  };
  const readAll = (id: string): Promise<Profile[]> =>
    onlyNames ? store.readAllClosed(id) : store.readAll(id);
  const configKey = findConfigKey(machine, state, provider.id, hostname);
  // The config says that nobody is to be told who asks; what stands beside it there, or is named for this request, is
  // another matter.
  if (config.models?.providers?.[provider.id]?.auth === "none" && profileId === undefined) {
    const nothing = { provider: provider.id, profiles: [], envKeys: [] };
    return { ...nothing, configKey, readSecret, allowNone: true, now };
  }
  const envKeys = listEnvKeys({
    prefix: provider.keyPrefix,
    extraKeys: extraKeysFor(state, provider),
    env,
  });
  const live = profileId === undefined ? envKeys.filter(({ place }) => place.kind === "live") : [];
  const own = await readOwn(readAll, provider).catch((error: unknown) => {
    // Live keys go before what is stored; nothing else does.
    if (live.length === 0 || !isKeyringUnavailable(error)) throw error;
    machine.warn(`${error.message}: no stored login of ${provider.id} is used`);
  });
  if (!own) return { provider: provider.id, profiles: [], envKeys: live, readSecret, now };
  const profiles = [...own, ...(await readElsewhere(store, own, profileId))];
  const order = config.auth?.order?.[provider.id] ?? (await store.order(provider.id));
  // Only a choice between profiles is made by what they did before.
  const history =
    own.length > 1 ? await machine.memory().history(provider.id, sessionId) : undefined;
  return {
    provider: provider.id,
    profilesFrom: provider.profilesFrom,
    profileId,
    profiles,
    order,
    ...history,
    envKeys,
    configKey,
    readSecret,
    ambient: findAmbient(provider.authMethods, { env, home: machine.locations.home }),
    allowNone: provider.keyless || isOpenServer(state, provider.id, hostname),
    now,
  };
}

/** The profiles that serve it. */
async function readOwn(
  readAll: (provider: string) => Promise<Profile[]>,
  { id, profilesFrom }: Asked["provider"],
): Promise<Profile[]> {
  const shared = profilesFrom === undefined ? [] : await readAll(profilesFrom);
  return [...(await readAll(id)), ...shared];
}

function isKeyringUnavailable(error: unknown): error is MayrosError {
  return MayrosError.isInstance(error) && error.code === "MAYROS_KEYRING_UNAVAILABLE";
}

/** A profile that was named and is another provider's, so that the error can say whose it is. */
async function readElsewhere(
  store: ProfileStore,
  own: readonly Profile[],
  wanted: string | undefined,
): Promise<Profile[]> {
  if (wanted === undefined || own.some(({ id }) => id === wanted)) return [];
  const stored = (await store.list()).find(({ id }) => id === wanted);
  return stored ? store.readAll(stored.provider) : [];
}
