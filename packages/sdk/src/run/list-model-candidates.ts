// The credentials that a request for one model may use, in order (design: "Which credential").
import type { ResolvedModel } from "@mayros/catalog";
import { formatPath, getValue } from "@mayros/config";
import { isLocalHost } from "@mayros/core";
import {
  type Candidate,
  listEnvKeys,
  orderCandidates,
  resolveConfigKey,
} from "@mayros/credentials";
import type { RequestOptions } from "@mayros/engine";
import type { Machine, MachineState } from "../machine/open-machine.ts";

export async function listModelCandidates(
  machine: Machine,
  state: MachineState,
  { provider, baseUrl }: Pick<ResolvedModel, "provider" | "baseUrl">,
  { profile: profileId, sessionId }: Pick<RequestOptions, "profile" | "sessionId">,
): Promise<Candidate[]> {
  const { config, env } = state;
  const store = machine.profiles();
  const { hostname } = new URL(baseUrl);
  const configKey = resolveConfigKey({
    apiKey: config.models?.providers?.[provider.id]?.apiKey,
    env,
    hostname,
    substituted: isReference(state, provider.id),
  });
  if (configKey?.warn) {
    const place = formatPath([...state.providerPath(provider.id), "apiKey"]);
    machine.warn(
      `${place} holds a key in plain text; store it with: mayros models auth paste-api-key --provider ${provider.id}`,
    );
  }
  const now = machine.now();
  if (provider.login) {
    // What is stored or set for it belongs to a login and is no key, not even to a local host.
    const nothing = { provider: provider.id, profileId, profiles: [], envKeys: [] };
    return orderCandidates({ ...nothing, configKey, allowNone: provider.keyless, now });
  }
  const { profilesFrom } = provider;
  const shared = profilesFrom === undefined ? [] : await store.readAll(profilesFrom);
  const profiles = [...(await store.readAll(provider.id)), ...shared];
  const order = config.auth?.order?.[provider.id] ?? (await store.order(provider.id));
  // Only a choice between profiles is made by what they did before.
  const history =
    profiles.length > 1 ? await machine.memory().history(provider.id, sessionId) : undefined;
  return orderCandidates({
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
  });
}

/** The file says `${VAR}`: what it stands for is not in plain text. */
function isReference({ text, providerPath }: MachineState, provider: string): boolean {
  const apiKey = getValue(text, [...providerPath(provider), "apiKey"]);
  return typeof apiKey === "string" && apiKey.includes("${");
}
