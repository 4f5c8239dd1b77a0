// What `mayros models list` shows: no network, no plugin code, no zod.
import {
  listModelGroups as groupCatalog,
  type ListModelsInput,
  type ListModelsOptions,
  listModels as listCatalog,
  type ModelGroup,
  type ModelRow,
  normalProviderId,
  resolveProvider,
} from "@mayros/catalog";
import { keyPrefixOf } from "@mayros/core";
import { hasCredential, prefixesWithKeys, resolveConfigKey } from "@mayros/credentials";
import { discoveredColumns } from "../discovery/discovered-columns.ts";
import { keptLines } from "../discovery/kept-lines.ts";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { findAmbient } from "../run/find-ambient.ts";
import { extraKeysFor, wantsLogin } from "../run/own-server.ts";
import { whatModelsLack } from "./what-models-lack.ts";

export type { ListModelsOptions, ModelGroup, ModelRow };

/** Throws MAYROS_PROVIDER_UNKNOWN and MAYROS_PROVIDER_DISABLED for `provider`. */
export async function listModels(
  machine: Machine,
  options: ListModelsOptions = {},
): Promise<ModelRow[]> {
  const { input, provider } = await prepareList(machine, options);
  return listCatalog(input, { ...options, provider });
}

/** As `listModels`, for printing: what the config says nothing of comes as lines that are stored. */
export async function groupModels(
  machine: Machine,
  options: ListModelsOptions = {},
): Promise<Iterable<ModelGroup>> {
  const { state, input, provider } = await prepareList(machine, options);
  const { host, seen } = state;
  const lines = (id: string): string | undefined => {
    const summary = host.providers.get(id);
    // What its models lack is said once for all of them.
    const isUniform = summary?.modelApis.every((api) => input.lacks(id, api) === input.lacks(id));
    if (!isUniform) return undefined;
    if (summary?.onRefresh && machine.discovered.has(id)) {
      const kept = keptLines(state, machine.discovered, id);
      if (kept !== undefined) return kept;
    }
    return seen(id) === undefined ? host.listLines(id) : undefined;
  };
  return groupCatalog({ ...input, lines }, { ...options, provider });
}

async function prepareList(
  machine: Machine,
  options: ListModelsOptions,
): Promise<{ state: MachineState; input: ListModelsInput; provider: string | undefined }> {
  const state = await machine.state();
  const { config, providers, host } = state;
  const provider =
    options.provider === undefined ? undefined : normalProviderId(options.provider, providers);
  if (provider !== undefined) resolveProvider(provider, config, providers);
  const profileProviders = new Set(await machine.profiles().listProfileProviders());
  const input: ListModelsInput = {
    config,
    providers,
    columns: (id) => discoveredColumns(state, id) ?? host.listRows(id),
    ready: readiness(state, profileProviders, machine.locations.home),
    lacks: whatModelsLack(state, (id) => profileProviders.has(id)),
    local: (id) => host.providers.get(id)?.local ?? false,
    wantsLogin: (id) => wantsLogin(state, id),
  };
  return { state, input, provider };
}

/** Cheap for 40 providers: reads names of variables and no secret. */
function readiness(
  state: MachineState,
  profileProviders: ReadonlySet<string>,
  home: string,
): (provider: string) => boolean {
  const { config, env, host, seen } = state;
  const here = { env, home };
  const keyed = prefixesWithKeys(env);
  return (provider) => {
    const summary = host.providers.get(provider);
    const own = config.models?.providers?.[provider];
    if (own?.auth === "none") return true;
    // A server on this machine may not be there: it must have been seen, or stand in the config. A key
    // says nothing about that.
    const notSeen = summary?.local === true && own === undefined && seen(provider) === undefined;
    if (summary?.keyless && (summary.discovers || !notSeen)) return !notSeen;
    if (resolveConfigKey({ apiKey: own?.apiKey, env })) return true;
    if (summary?.ambient && findAmbient([{ kind: "ambient", ambient: summary.ambient }], here))
      return true;
    const { profilesFrom } = summary ?? {};
    if (profilesFrom !== undefined && profileProviders.has(profilesFrom)) return true;
    return hasCredential({
      provider,
      profileProviders,
      prefix: summary?.keyPrefix ?? keyPrefixOf(provider),
      extraKeys: extraKeysFor(state, { id: provider, extraKeys: summary?.extraKeys ?? [] }),
      env,
      prefixesWithKeys: keyed,
    });
  };
}
