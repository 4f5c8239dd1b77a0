// `mayros models status --probe`: one tiny request with each stored credential, through the engine that real requests
// use. Nothing is remembered of it: a probe makes nobody cool.
import {
  normalProviderId,
  type ResolvedModel,
  resolveModel,
  resolveProvider,
} from "@mayros/catalog";
import { formatModelRef, MayrosError } from "@mayros/core";
import type { ProfileSummary } from "@mayros/credentials";
import { noMemory, run } from "@mayros/engine";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { requestEngine } from "../run/request-engine.ts";
import { judgeProbe, type ProbeVerdict } from "./judge-probe.ts";
import { methodOf } from "./profile-health.ts";

export interface ProbeProfilesOptions {
  /** Providers or profiles whose credentials are tried; default: all that are stored. */
  readonly providers?: readonly string[] | undefined;
  readonly profiles?: readonly string[] | undefined;
  /** ms for each; default 8000. */
  readonly timeout?: number | undefined;
  /** How many at once; default 2. */
  readonly concurrency?: number | undefined;
  /** Of the answer; default 8. */
  readonly maxTokens?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface ProfileProbe extends ProbeVerdict {
  readonly profileId: string;
  readonly provider: string;
  /** The ref that was asked. */
  readonly model: string | undefined;
  /** ms until it ended. */
  readonly took: number;
}

/** Throws MAYROS_PROFILE_UNKNOWN for a profile or provider that nothing is stored of, MAYROS_ABORTED. */
export async function probeProfiles(
  machine: Machine,
  options: ProbeProfilesOptions = {},
): Promise<ProfileProbe[]> {
  const state = await machine.state();
  const waiting = await chosenProfiles(machine, state, options);
  const probes = new Map<string, ProfileProbe>();
  const order = waiting.map(({ id }) => id);
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      probes.set(next.id, await probe(machine, state, next, options));
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, options.concurrency ?? 2) }, worker));
  return order.flatMap((id) => probes.get(id) ?? []);
}

async function chosenProfiles(
  machine: Machine,
  state: MachineState,
  { providers = [], profiles = [] }: ProbeProfilesOptions,
): Promise<ProfileSummary[]> {
  const stored = await machine.profiles().list();
  if (providers.length + profiles.length === 0) return stored;
  const ids = providers.map((typed) => normalProviderId(typed, state.providers));
  const isWanted = ({ id, provider }: ProfileSummary): boolean =>
    profiles.includes(id) || ids.includes(provider);
  const lost = [
    ...profiles.filter((id) => !stored.some((profile) => profile.id === id)),
    ...ids.filter((id) => !stored.some(({ provider }) => provider === id)),
  ];
  if (lost.length > 0) {
    throw new MayrosError("MAYROS_PROFILE_UNKNOWN", `nothing is stored as ${lost.join(", ")}`, {
      hint: "mayros models auth list",
    });
  }
  return stored.filter(isWanted);
}

async function probe(
  machine: Machine,
  state: MachineState,
  profile: ProfileSummary,
  { timeout = 8000, maxTokens = 8, signal }: ProbeProfilesOptions,
): Promise<ProfileProbe> {
  const began = performance.now();
  const facts = { profileId: profile.id, provider: profile.provider };
  const limit = AbortSignal.timeout(timeout);
  let model: string | undefined;
  try {
    const resolved = modelFor(profile, state);
    model = formatModelRef(resolved.ref);
    const call = {
      prompt: [{ role: "user" as const, content: [{ type: "text" as const, text: "Say hi." }] }],
      maxOutputTokens: maxTokens,
      abortSignal: signal ? AbortSignal.any([limit, signal]) : limit,
      profile: profile.id,
    };
    const engine = { ...requestEngine(machine, state), memory: noMemory };
    const alone = { name: model, resolve: () => resolved };
    await run([alone], call, () => {}, engine).finished;
    return { ...facts, model, bucket: "ok", took: performance.now() - began };
  } catch (error) {
    if (signal?.aborted) throw new MayrosError("MAYROS_ABORTED", "the probe was cancelled");
    return {
      ...facts,
      model,
      ...judgeProbe(error, limit.aborted),
      took: performance.now() - began,
    };
  }
}

/** The model of the login, else the first that its provider has. The allowlist says what may be used, not what is tried. */
function modelFor(profile: ProfileSummary, state: MachineState): ResolvedModel {
  const { agents: _allowlist, ...config } = state.config;
  const { provider } = profile;
  const named = methodOf(profile, state)?.defaultModel;
  const own = named?.startsWith(`${provider}/`) ? named : undefined;
  const [first] = own ? [] : resolveProvider(provider, config, state.providers).models;
  const ref = own ?? (first && `${provider}/${first.id}`);
  if (ref !== undefined) return resolveModel(ref, config, state.providers);
  throw new MayrosError("MAYROS_MODEL_UNSET", `no model of ${provider} is known`);
}
