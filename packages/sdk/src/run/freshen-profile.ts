// A stored login with a token that is good for a while: refreshed by the code of its plugin, where that has something of
// its own to do, else by the refresh grant of OAuth. Loaded when a request has a login to send.
import {
  type AuthFlow,
  isOAuthKind,
  MayrosError,
  type OAuthCredential,
  type RequestContext,
} from "@mayros/core";
import { isCredential, type Profile, type Refresher } from "@mayros/credentials";
import type { PluginState } from "@mayros/plugin-host";
import { failedRefresh } from "../auth/failed-login.ts";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { nextStep } from "../plugins/next-step.ts";
import { pluginContext, pluginFetch } from "../plugins/plugin-context.ts";
import { pluginFailure } from "../plugins/plugin-failure.ts";

/** ms. A token that was spent is still waited for when the caller went away, but not for ever. */
const DEADLINE = 30_000;

/** Rejects with what `Refresher.fresh` rejects with. */
export async function freshenProfile(
  machine: Machine,
  state: MachineState,
  profile: Profile,
  how: Omit<Parameters<Refresher["fresh"]>[1], "spend">,
): Promise<Profile> {
  const refresher = await machine.refresher();
  return refresher.fresh(profile, {
    ...how,
    spend: (credential) => spend(machine, state, profile, credential),
  });
}

async function spend(
  machine: Machine,
  state: MachineState,
  profile: Profile,
  credential: OAuthCredential,
): Promise<OAuthCredential> {
  const { host } = state;
  const plugin = host.ownerOf(profile.provider);
  if (!plugin) throw nobodys(profile);
  // A refresh token goes to nobody whom the user did not turn on.
  if (!plugin.enabled) throw pluginOff(profile, plugin, state);
  const flow = await flowOf(state, plugin, profile);
  const methods = host.shipped(profile.provider)?.declaration.authMethods ?? [];
  const method =
    methods.find(({ id }) => id === profile.method) ??
    methods.find(({ kind }) => isOAuthKind(kind));
  const touched = await pluginContext(machine, state, {
    ...{ plugin, provider: profile.provider, method },
  });
  // Not the caller's: others wait for this token, too.
  const signal = AbortSignal.timeout(DEADLINE);
  const context: RequestContext = {
    ...touched.context,
    signal,
    fetch: await pluginFetch(machine, plugin.id, touched, signal),
  };
  try {
    const work = flow?.refresh
      ? flow.refresh(credential, context)
      : refreshByGrant(credential, context);
    const answer: unknown = await Promise.race([work, endOf(signal, profile)]);
    if (isCredential(answer) && answer.type === "oauth") return answer;
    throw new Error("it gave nothing that can be stored");
  } catch (error) {
    const secrets = [...touched.secrets, credential.access, credential.refresh];
    const failure = pluginFailure(error, { plugin: plugin.id, work: "refresh", secrets });
    throw failedRefresh(failure, profile);
  }
}

async function refreshByGrant(
  credential: OAuthCredential,
  context: RequestContext,
): Promise<OAuthCredential> {
  const { refreshTokens, toCredential } = await import("@mayros/oauth");
  return toCredential(await refreshTokens(credential, context), credential);
}

/** What the plugin's code has for the method that the profile was logged in by. */
async function flowOf(
  { host }: MachineState,
  plugin: PluginState,
  { method }: Profile,
): Promise<AuthFlow | undefined> {
  if (!plugin.code) return undefined;
  const { auth = {} } = await host.loadCode(plugin);
  if (method !== undefined) return Object.hasOwn(auth, method) ? auth[method] : undefined;
  // Of a profile that somebody imported it is not known.
  return Object.values(auth).find((flow) => flow.refresh !== undefined);
}

function endOf(signal: AbortSignal, { id }: Profile): Promise<never> {
  const ended = Promise.withResolvers<never>();
  signal.addEventListener("abort", () => ended.reject(tooLate(id)), { once: true });
  return ended.promise;
}

function tooLate(id: string): MayrosError {
  return new MayrosError(
    "MAYROS_LOGIN_UNAVAILABLE",
    `the token of ${id} could not be refreshed within ${DEADLINE / 1000} s`,
    // The server may have seen it.
    { hint: "try again", details: { sent: true } },
  );
}

function nobodys({ id, provider }: Profile): MayrosError {
  // Not "login needed": the login is as good as it was, and would be marked as ended.
  return new MayrosError(
    "MAYROS_PROVIDER_UNKNOWN",
    `the token of ${id} can't be refreshed: no plugin brings ${provider}`,
    { hint: "mayros plugins list" },
  );
}

function pluginOff({ id }: Profile, plugin: PluginState, { config }: MachineState): MayrosError {
  return new MayrosError(
    "MAYROS_PROVIDER_DISABLED",
    `the token of ${id} can't be refreshed: the plugin ${plugin.id} is ${plugin.problem === undefined ? "not enabled" : "broken"}`,
    { hint: nextStep(plugin, config.plugins ?? {}), details: { profile: id, plugin: plugin.id } },
  );
}
