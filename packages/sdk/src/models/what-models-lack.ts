// What this version of mayros can't do yet and a model of a list needs: the question that a request
// asks (run/wire-missing.ts), answered from the index, without a declaration being read.
import type { ListModelsInput } from "@mayros/catalog";
import { apiAliases } from "@mayros/core";
import { codecs } from "@mayros/wire";
import type { MachineState } from "../machine/open-machine.ts";

type Lacks = ListModelsInput["lacks"];

export function whatModelsLack({ config, host }: Pick<MachineState, "config" | "host">): Lacks {
  return (provider, ofModel) => {
    const summary = host.providers.get(provider);
    const own = config.models?.providers?.[provider];
    const api = ofModel ?? own?.api ?? summary?.api;
    return api === undefined || hasWire(api) ? undefined : "wire";
  };
}

function hasWire(name: string): boolean {
  const api = Object.hasOwn(apiAliases, name) ? apiAliases[name]?.api : undefined;
  return Object.hasOwn(codecs, api ?? name);
}
