// What `mayros.models` offers beside listing and asking servers: everything that reads or edits which
// models are used.
import type { Alias } from "@mayros/catalog";
import type { Machine } from "../machine/open-machine.ts";
import type { AliasChange, RemovedAlias } from "./aliases.ts";
import type { AllowChange, AllowedModels } from "./allow.ts";
import type { ClearedFallbacks, FallbackChange, FallbackList } from "./fallbacks.ts";
import type { ModelStatus } from "./model-status.ts";
import type { ProbeProfilesOptions, ProfileProbe } from "./probe-profiles.ts";
import type { ModelSlot, SetDefaultModelResult } from "./set-default-model.ts";

export interface FallbackMethods {
  list(): Promise<FallbackList>;
  /** Appends; what is there already stays where it is. */
  add(model: string): Promise<FallbackChange>;
  remove(model: string): Promise<FallbackChange>;
  clear(): Promise<ClearedFallbacks>;
}

export interface ModelSettings {
  setDefault(ref: string): Promise<SetDefaultModelResult>;
  /** The model that is asked when the default one can't take an image. */
  setImage(ref: string): Promise<SetDefaultModelResult>;
  /** What is set, and where credentials would come from; asks no network and holds no secret. */
  status(): Promise<ModelStatus>;
  /** One tiny request with each stored credential. Costs a few tokens. */
  probe(options?: ProbeProfilesOptions): Promise<ProfileProbe[]>;
  /** Which models may be used. The first `add` turns the allowlist on; nothing else does. */
  readonly allow: {
    list(): Promise<AllowedModels>;
    /** A ref, an alias, or `provider/*`. */
    add(entry: string): Promise<AllowChange>;
    remove(entry: string): Promise<AllowChange>;
  };
  readonly aliases: {
    list(): Promise<Alias[]>;
    add(name: string, model: string, fallbacks?: readonly string[]): Promise<AliasChange>;
    remove(name: string): Promise<RemovedAlias>;
  };
  readonly fallbacks: FallbackMethods;
  readonly imageFallbacks: FallbackMethods;
}

const manage = () => import("../manage.ts");

export function modelSettings(machine: Machine): ModelSettings {
  return {
    setDefault: async (ref) => (await manage()).setDefaultModel(machine, ref),
    setImage: async (ref) => (await manage()).setDefaultModel(machine, ref, "imageModel"),
    status: async () => (await manage()).modelStatus(machine),
    probe: async (options) => (await import("./probe-profiles.ts")).probeProfiles(machine, options),
    allow: {
      list: async () => (await manage()).listAllowed(machine),
      add: async (entry) => (await manage()).allowModel(machine, entry),
      remove: async (entry) => (await manage()).disallowModel(machine, entry),
    },
    aliases: {
      list: async () => (await manage()).listAliases(machine),
      add: async (name, model, fallbacks) =>
        (await manage()).addAlias(machine, name, model, fallbacks),
      remove: async (name) => (await manage()).removeAlias(machine, name),
    },
    fallbacks: fallbackMethods(machine, "model"),
    imageFallbacks: fallbackMethods(machine, "imageModel"),
  };
}

function fallbackMethods(machine: Machine, slot: ModelSlot): FallbackMethods {
  return {
    list: async () => (await manage()).listFallbacks(machine, slot),
    add: async (model) => (await manage()).addFallback(machine, slot, model),
    remove: async (model) => (await manage()).removeFallback(machine, slot, model),
    clear: async () => (await manage()).clearFallbacks(machine, slot),
  };
}
