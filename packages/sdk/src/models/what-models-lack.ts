// What this version of mayros can't do yet and a model of a list needs: the question that a request
// asks (run/wire-missing.ts), answered from the index, without a declaration being read.
import type { ListModelsInput } from "@mayros/catalog";
import { apiAliases } from "@mayros/core";
import type { MachineState } from "../machine/open-machine.ts";
import { hasWire } from "../run/wire-missing.ts";

type Lacks = ListModelsInput["lacks"];

export function whatModelsLack({ config, host }: Pick<MachineState, "config" | "host">): Lacks {
  return (provider, ofModel) => {
    const summary = host.providers.get(provider);
    const own = config.models?.providers?.[provider];
    const api = ofModel ?? own?.api ?? summary?.api;
    return api === undefined || speaks(api, host) ? undefined : "wire";
  };
}

function speaks(name: string, host: MachineState["host"]): boolean {
  const api = Object.hasOwn(apiAliases, name) ? apiAliases[name]?.api : undefined;
  return hasWire(api ?? name, host);
}
