// What this version of mayros can't do yet and a model of a list needs: the questions that a request
// asks (run/what-is-missing.ts), answered from the index, without a declaration being read.
import type { ListModelsInput } from "@mayros/catalog";
import { apiAliases } from "@mayros/core";
import { resolveConfigKey } from "@mayros/credentials";
import { codecs } from "@mayros/wire";
import type { MachineState } from "../machine/open-machine.ts";

type Lacks = ListModelsInput["lacks"];

export function whatModelsLack({
  config,
  env,
  host,
}: Pick<MachineState, "config" | "env" | "host">): Lacks {
  return (provider, ofModel) => {
    const summary = host.providers.get(provider);
    const own = config.models?.providers?.[provider];
    const open = own?.auth === "none" || resolveConfigKey({ apiKey: own?.apiKey, env });
    if (summary?.loginOnly && !open) return "login";
    const api = ofModel ?? own?.api ?? summary?.api;
    return api === undefined || hasWire(api) ? undefined : "wire";
  };
}

function hasWire(name: string): boolean {
  const api = Object.hasOwn(apiAliases, name) ? apiAliases[name]?.api : undefined;
  return Object.hasOwn(codecs, api ?? name);
}
