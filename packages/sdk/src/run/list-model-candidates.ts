// The credentials that a request for one model may use, in order (design: "Which credential").
import type { ResolvedModel } from "@mayros/catalog";
import { formatPath, getValue } from "@mayros/config";
import { isLocalHost, MayrosError } from "@mayros/core";
import {
  type Candidate,
  type CandidateInput,
  listEnvKeys,
  type OrderedCandidates,
  orderCandidates,
  type Profile,
  type ProfileStore,
  pasteKeyCommand,
  resolveConfigKey,
  UNSENDABLE,
} from "@mayros/credentials";
import type { RequestOptions } from "@mayros/engine";
import type { Machine, MachineState } from "../machine/open-machine.ts";

type Asked = Pick<ResolvedModel, "provider" | "baseUrl">;
type Wanted = Pick<RequestOptions, "profile" | "sessionId">;

/** Throws MAYROS_LOGIN_NEEDED where there are keys and none of them can be sent. */
export async function requireCandidates(
  machine: Machine,
  state: MachineState,
  asked: Asked,
  wanted: Wanted,
): Promise<readonly Candidate[]> {
  const { candidates, unsendable } = await listModelCandidates(machine, state, asked, wanted);
  const [first] = unsendable;
  if (candidates.length > 0 || !first) return candidates;
  const { id } = asked.provider;
  const message = `no credential for ${id}: ${first.name} ${UNSENDABLE}`;
  throw new MayrosError("MAYROS_LOGIN_NEEDED", message, {
    hint: `correct ${first.name}, or: ${pasteKeyCommand(id)}`,
  });
}

/** Warns of those that are passed over. */
export async function listModelCandidates(
  machine: Machine,
  state: MachineState,
  asked: Asked,
  wanted: Wanted,
): Promise<OrderedCandidates> {
  const ordered = orderCandidates(await gatherCredentials(machine, state, asked, wanted));
  for (const { name } of ordered.unsendable) machine.warn(`${name} ${UNSENDABLE}: passed over`);
  return ordered;
}

async function gatherCredentials(
  machine: Machine,
  state: MachineState,
  { provider, baseUrl }: Asked,
  { profile: profileId, sessionId }: Wanted,
): Promise<CandidateInput> {
  const { config, env } = state;
  const store = machine.profiles();
  const { hostname } = new URL(baseUrl);
  const found = resolveConfigKey({
    apiKey: config.models?.providers?.[provider.id]?.apiKey,
    env,
    hostname,
    substituted: isReference(state, provider.id),
  });
  const place = formatPath([...state.providerPath(provider.id), "apiKey"]);
  const configKey = found && { key: found.key, place };
  if (found?.warn) {
    machine.warn(
      `${place} holds a key in plain text; store it with: ${pasteKeyCommand(provider.id)}`,
    );
  }
  const now = machine.now();
  if (provider.login) {
    // What is stored or set for it belongs to a login and is no key, not even to a local host.
    const nothing = { provider: provider.id, profileId, profiles: [], envKeys: [] };
    return { ...nothing, configKey, allowNone: provider.keyless, now };
  }
  const { profilesFrom } = provider;
  const shared = profilesFrom === undefined ? [] : await store.readAll(profilesFrom);
  const own = [...(await store.readAll(provider.id)), ...shared];
  const profiles = [...own, ...(await readElsewhere(store, own, profileId))];
  const order = config.auth?.order?.[provider.id] ?? (await store.order(provider.id));
  // Only a choice between profiles is made by what they did before.
  const history =
    own.length > 1 ? await machine.memory().history(provider.id, sessionId) : undefined;
  return {
    provider: provider.id,
    profilesFrom,
    profileId,
    profiles,
    order,
    ...history,
    envKeys: listEnvKeys({ prefix: provider.keyPrefix, extraKeys: provider.extraKeys, env }),
    configKey,
    allowNone: provider.keyless || isLocalHost(hostname),
    now,
  };
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

/** The file says `${VAR}`: what it stands for is not in plain text. */
function isReference({ text, providerPath }: MachineState, provider: string): boolean {
  const apiKey = getValue(text, [...providerPath(provider), "apiKey"]);
  return typeof apiKey === "string" && apiKey.includes("${");
}
