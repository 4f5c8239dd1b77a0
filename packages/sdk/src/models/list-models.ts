// What `mayros models list` shows: no network, no plugin code, no zod.
import {
  type ListModelsOptions,
  listModels as listCatalog,
  type ModelRow,
  normalProviderId,
  resolveProvider,
} from "@mayros/catalog";
import { keyPrefixOf } from "@mayros/core";
import { hasCredential, resolveConfigKey, suffixedKeyNames } from "@mayros/credentials";
import type { Machine, MachineState } from "../machine/open-machine.ts";

export type { ListModelsOptions, ModelRow };

/** Throws MAYROS_PROVIDER_UNKNOWN and MAYROS_PROVIDER_DISABLED for `provider`. */
export async function listModels(
  machine: Machine,
  options: ListModelsOptions = {},
): Promise<ModelRow[]> {
  const state = await machine.state();
  const { config, providers, host } = state;
  const provider = options.provider && normalProviderId(options.provider, providers);
  if (provider) resolveProvider(provider, config, providers);
  const profileProviders = new Set(await machine.profiles().listProfileProviders());
  return listCatalog(
    { config, providers, columns: host.listRows, ready: readiness(state, profileProviders) },
    { ...options, provider },
  );
}

/** Cheap for 40 providers: reads names of variables and no secret. */
function readiness(
  { config, env, host }: MachineState,
  profileProviders: ReadonlySet<string>,
): (provider: string) => boolean {
  const suffixedNames = suffixedKeyNames(env);
  return (provider) => {
    const summary = host.providers.get(provider);
    const own = config.models?.providers?.[provider];
    if (summary?.keyless || own?.auth === "none") return true;
    if (resolveConfigKey({ apiKey: own?.apiKey, env })) return true;
    const { profilesFrom } = summary ?? {};
    if (profilesFrom !== undefined && profileProviders.has(profilesFrom)) return true;
    return hasCredential({
      provider,
      profileProviders,
      prefix: summary?.keyPrefix ?? keyPrefixOf(provider),
      extraKeys: summary?.extraKeys ?? [],
      env,
      suffixedNames,
    });
  };
}
