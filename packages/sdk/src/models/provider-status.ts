// With what a provider would be asked: the same candidates in the same order as a request would take,
// by their names.
import type { Lacking, ResolvedModel } from "@mayros/catalog";
import { type CandidateSource, waysIn } from "@mayros/credentials";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { listModelCandidates } from "../run/list-model-candidates.ts";
import { whatModelsLack } from "./what-models-lack.ts";

export interface ProviderStatus {
  readonly provider: string;
  /** `default`, `fallback#1`, `image`, `img-fallback#1`, `alias:fast`. */
  readonly usedBy: readonly string[];
  /** In the order in which they are tried. The name is a variable, a profile id, or where in the config. */
  readonly sources: readonly CandidateSource[];
  /** What is there and can't be used. */
  readonly passedOver: readonly { readonly name: string; readonly reason: string }[];
  /** It can be asked. */
  readonly ready: boolean;
  /** What it needs and does not have. */
  readonly lacks: Lacking | undefined;
  /** The commands that get a credential for it. */
  readonly waysIn: string;
  /** Providers whose stored profiles serve it. */
  readonly profilesOf: readonly string[];
}

export async function providerStatus(
  machine: Machine,
  state: MachineState,
  resolved: ResolvedModel,
  usedBy: readonly string[],
): Promise<ProviderStatus> {
  const { provider } = resolved;
  const { candidates, passedOver } = await listModelCandidates(machine, state, resolved, {
    onlyNames: true,
  });
  // Onboarding stores what an address asks for with the key.
  const hasProfile = (): boolean => candidates.some(({ source }) => source.kind === "profile");
  const lacks = whatModelsLack(state, hasProfile)(provider.id, resolved.api);
  return {
    provider: provider.id,
    usedBy: [...new Set(usedBy)],
    sources: candidates.map(({ source }) => source),
    passedOver: passedOver.map(({ source: { name }, reason }) => ({ name, reason })),
    ready: candidates.length > 0 && lacks === undefined,
    lacks,
    waysIn: waysIn(provider.id, provider.authMethods),
    profilesOf: [provider.id, ...(provider.profilesFrom ? [provider.profilesFrom] : [])],
  };
}
