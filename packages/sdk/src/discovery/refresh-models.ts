// `mayros models refresh` and what onboarding asks: which servers are there, and what they have.
import { normalProviderId, resolveProvider } from "@mayros/catalog";
import { MayrosError } from "@mayros/core";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import type { AskedServer } from "./ask-servers.ts";
import { type ServerTarget, serverTarget, serverTargets } from "./server-targets.ts";

export type { AskedServer };

export interface DetectedServer {
  readonly provider: string;
  readonly name: string;
  readonly baseUrl: string;
  /** Ids. */
  readonly models: readonly string[];
}

/**
 * Asks the servers that are meant, or the one of `provider`, meant or not. Throws
 * MAYROS_PROVIDER_UNKNOWN and MAYROS_PROVIDER_DISABLED, and MAYROS_USAGE for one that has no server.
 */
export async function refreshModels(
  machine: Machine,
  options: { readonly provider?: string | undefined } = {},
): Promise<AskedServer[]> {
  const state = await machine.state();
  const stored = new Set(await machine.profiles().listProfileProviders());
  const targets =
    options.provider === undefined
      ? serverTargets(state, stored).filter(({ meant }) => meant)
      : [namedTarget(options.provider, state, stored)];
  return ask(machine, state, targets);
}

/** Servers of this machine that answered. */
export async function discoverServers(machine: Machine): Promise<DetectedServer[]> {
  const state = await machine.state();
  const stored = new Set(await machine.profiles().listProfileProviders());
  const targets = serverTargets(state, stored).filter(({ meant, local }) => meant && local);
  const asked = await ask(machine, state, targets);
  return asked
    .filter(({ answered }) => answered)
    .map(({ provider, name, baseUrl, models }) => ({ provider, name, baseUrl, models }));
}

async function ask(
  machine: Machine,
  state: MachineState,
  targets: readonly ServerTarget[],
): Promise<AskedServer[]> {
  if (targets.length === 0) return [];
  const { askServers } = await import("./ask-servers.ts");
  return askServers(machine, state, targets);
}

function namedTarget(
  typed: string,
  state: MachineState,
  stored: ReadonlySet<string>,
): ServerTarget {
  const { config, providers } = state;
  const id = normalProviderId(typed, providers);
  resolveProvider(id, config, providers);
  const target = serverTarget(id, state, stored);
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
