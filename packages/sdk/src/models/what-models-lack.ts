// What a model of a list needs and does not have: the questions that a request asks (run/wire-missing.ts, fillFields of the
// engine), answered from the index, without a declaration being read.
import type { ListModelsInput } from "@mayros/catalog";
import { apiAliases } from "@mayros/core";
import type { MachineState } from "../machine/open-machine.ts";
import { hasWire } from "../run/wire-missing.ts";

type Lacks = ListModelsInput["lacks"];

type State = Pick<MachineState, "config" | "env" | "host">;

/** `hasProfile`: a credential is stored, and with it what its provider's address asks for. */
export function whatModelsLack(
  { config, env, host }: State,
  hasProfile: (provider: string) => boolean,
): Lacks {
  return (provider, ofModel) => {
    const summary = host.providers.get(provider);
    const own = config.models?.providers?.[provider];
    const api = ofModel ?? own?.api ?? summary?.api;
    if (api !== undefined && !speaks(api, host)) return "wire";
    const { addressEnv = [] } = summary ?? {};
    const open = own?.baseUrl === undefined && addressEnv.some((names) => !names.some(isSet));
    return open && !hasProfile(provider) ? "fields" : undefined;
  };

  function isSet(name: string): boolean {
    return (env[name] ?? "").trim() !== "";
  }
}

function speaks(name: string, host: MachineState["host"]): boolean {
  const api = Object.hasOwn(apiAliases, name) ? apiAliases[name]?.api : undefined;
  return hasWire(api ?? name, host);
}
