// Before a request for a model that nothing lists: its provider's server may have got it since it was
// last asked. A server that can't be asked changes nothing; the request says better what is wrong.
import { resolveModel, resolveRef } from "@mayros/catalog";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { serverTarget } from "./server-targets.ts";

/** ms in which a server is not asked twice. */
const FRESH = 60_000;

/** Throws what `resolveModel` throws. */
export async function learnModel(
  machine: Machine,
  state: MachineState,
  text: string | undefined,
): Promise<void> {
  const { config, providers, host } = state;
  const { provider } = resolveRef(text, config, providers);
  const summary = host.providers.get(provider);
  // A service in the cloud is asked when somebody says so.
  if (!summary?.discovers || summary.onRefresh) return;
  if (resolveModel(text, config, providers).known) return;
  const { at } = state.seen(provider) ?? {};
  // A time to come was written by a clock that was wrong.
  if (at !== undefined && Math.abs(machine.now() - at) <= FRESH) return;
  try {
    const profileProviders = new Set(await machine.profiles().listProfileProviders());
    const signs = { profileProviders, home: machine.locations.home };
    const target = serverTarget(provider, state, signs);
    if (!target?.meant) return;
    await machine.discovered.askAtMostEvery(FRESH, `${provider} ${target.baseUrl}`, async () => {
      const { askServers } = await import("./ask-servers.ts");
      await askServers(machine, state, [target]);
    });
  } catch {
    // See above.
  }
}
