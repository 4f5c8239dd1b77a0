// `mayros models refresh` and what onboarding asks: which servers are there, and what they have.
import { normalProviderId, resolveProvider } from "@mayros/catalog";
import { MayrosError } from "@mayros/core";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import type { AskedServer } from "./ask-servers.ts";
import { type ServerTarget, type Signs, serverTarget, serverTargets } from "./server-targets.ts";

export type { AskedServer };

export interface DetectedServer {
  readonly provider: string;
  readonly name: string;
  readonly baseUrl: string;
  /** Ids. */
  readonly models: readonly string[];
}

export interface RefreshModelsOptions {
  readonly provider?: string | undefined;
  /** Told of each as soon as it answered, or did not. */
  readonly onAnswer?: ((asked: AskedServer) => void) | undefined;
}

/**
 * Asks the servers that are meant, or the one of `provider`, meant or not. Throws
 * MAYROS_PROVIDER_UNKNOWN and MAYROS_PROVIDER_DISABLED, and MAYROS_USAGE for one that has no server.
 */
export async function refreshModels(
  machine: Machine,
  options: RefreshModelsOptions = {},
): Promise<AskedServer[]> {
  const state = await machine.state();
  const signs = await findSigns(machine);
  const targets =
    options.provider === undefined
      ? serverTargets(state, signs).filter(({ meant }) => meant)
      : [namedTarget(options.provider, state, signs)];
  return ask(machine, state, targets, options.onAnswer);
}

/** Servers of this machine that answered. */
export async function discoverServers(machine: Machine): Promise<DetectedServer[]> {
  const state = await machine.state();
  const targets = serverTargets(state, await findSigns(machine)).filter(
    ({ meant, local, discover }) => meant && local && !discover.onRefresh,
  );
  const asked = await ask(machine, state, targets);
  return asked
    .filter(({ answered }) => answered)
    .map(({ provider, name, baseUrl, models }) => ({ provider, name, baseUrl, models }));
}

/** What there is to be asked with. */
async function findSigns(machine: Machine): Promise<Signs> {
  const profileProviders = new Set(await machine.profiles().listProfileProviders());
  return { profileProviders, home: machine.locations.home };
}

async function ask(
  machine: Machine,
  state: MachineState,
  targets: readonly ServerTarget[],
  onAnswer?: RefreshModelsOptions["onAnswer"],
): Promise<AskedServer[]> {
  if (targets.length === 0) return [];
  const { askServers } = await import("./ask-servers.ts");
  return askServers(machine, state, targets, onAnswer);
}

function namedTarget(typed: string, state: MachineState, signs: Signs): ServerTarget {
  const { config, providers } = state;
  const id = normalProviderId(typed, providers);
  resolveProvider(id, config, providers);
  const target = serverTarget(id, state, signs);
  if (target) return target;
  if (config.models?.mode === "replace") {
    throw new MayrosError(
      "MAYROS_USAGE",
      'models.mode is "replace": the models are those of the config, and no server is asked',
      { hint: "mayros config get models.mode" },
    );
  }
  throw new MayrosError("MAYROS_USAGE", `${id} has no server that can be asked for its models`, {
    hint: `mayros models list --all --provider ${id}`,
  });
}
