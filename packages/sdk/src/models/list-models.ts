// What `mayros models list` shows: no network, no plugin code, no zod.
import { type ListModelsOptions, listModels as listCatalog, type ModelRow } from "@mayros/catalog";
import { keyPrefixOf, MayrosError, nearestName } from "@mayros/core";
import { hasCredential, resolveConfigKey, suffixedKeyNames } from "@mayros/credentials";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { providerSource } from "../machine/provider-source.ts";

export type { ListModelsOptions, ModelRow };

/** Throws MAYROS_PROVIDER_UNKNOWN for a `provider` that no plugin and no config has. */
export async function listModels(
  machine: Machine,
  options: ListModelsOptions = {},
): Promise<ModelRow[]> {
  const state = await machine.state();
  const providers = providerSource(state);
  const provider = options.provider && normalProvider(options.provider, state);
  const profileProviders = new Set(await machine.profiles().listProfileProviders());
  return listCatalog(
    {
      config: state.config.config,
      providers,
      columns: (id) => state.host.listRows(id),
      hasCredential: credentialCheck(state, profileProviders),
    },
    { ...options, provider },
  );
}

/** Cheap for 40 providers: reads names of variables and no secret. */
function credentialCheck(
  { config, host }: MachineState,
  profileProviders: ReadonlySet<string>,
): (provider: string) => boolean {
  const suffixedNames = suffixedKeyNames(config.env);
  return (provider) => {
    const summary = host.providers.get(provider);
    const own = config.config.models?.providers?.[provider];
    return (
      hasCredential({
        provider,
        profileProviders,
        prefix: summary?.keyPrefix ?? keyPrefixOf(provider),
        extraKeys: summary?.extraKeys ?? [],
        env: config.env,
        suffixedNames,
      }) || resolveConfigKey({ apiKey: own?.apiKey, env: config.env }) !== undefined
    );
  };
}

function normalProvider(typed: string, { config, host }: MachineState): string {
  const id = host.aliases.get(typed.toLowerCase()) ?? typed.toLowerCase();
  const own = Object.keys(config.config.models?.providers ?? {});
  if (host.providers.has(id) || own.includes(id)) return id;
  const nearest = nearestName(id, [...host.providers.keys(), ...own]);
  throw new MayrosError(
    "MAYROS_PROVIDER_UNKNOWN",
    `no provider is called "${typed}"${nearest ? `; did you mean "${nearest}"?` : ""}`,
    { hint: "mayros plugins list" },
  );
}
