// The models that one request may be answered by, each resolved when its turn comes.
import { type ResolvedModel, resolveModel } from "@mayros/catalog";
import { formatModelRef } from "@mayros/core";
import type { ChainLink, ModelChain } from "@mayros/engine";
import { learnModel } from "../discovery/learn-model.ts";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { isUnlisted } from "../models/is-unlisted.ts";
import { hasImage, type ModelWish } from "./choose-model.ts";
import { type ChainEntry, listChain } from "./list-chain.ts";
import { missingWire } from "./wire-missing.ts";

/** The chosen model, then its fallbacks. `remarks` holds what there is to say of the one whose turn it is. */
export function requestChain(
  machine: Machine,
  state: MachineState,
  wish: ModelWish,
  remarks: string[],
): ModelChain {
  const [first, ...fallbacks] = listChain(wish, state);
  const images = hasImage(wish.prompt);
  const linkOf = (entry: ChainEntry): ChainLink => {
    const link = chainLink(machine, state, entry);
    return {
      ...link,
      async resolve() {
        const resolved = await link.resolve();
        remarks.splice(0, remarks.length, ...(images ? withoutImages(resolved) : []));
        return resolved;
      },
    };
  };
  return [linkOf(first), ...fallbacks.map(linkOf)];
}

/** One model alone, whatever its fallbacks. */
export function loneModel(
  machine: Machine,
  state: MachineState,
  wanted: string | undefined,
): ModelChain {
  const [first] = listChain({ model: wanted, prompt: [], fallbacks: [] }, state);
  return [chainLink(machine, state, first)];
}

function chainLink(machine: Machine, state: MachineState, { name, wanted }: ChainEntry): ChainLink {
  return {
    name,
    async resolve() {
      await learnModel(machine, state, wanted);
      return resolveForRun(machine, state, wanted);
    },
  };
}

/** Lists may be wrong: images are sent all the same. */
function withoutImages({ known, model, ref }: ResolvedModel): string[] {
  if (!known || model.input.includes("image")) return [];
  return [`${formatModelRef(ref)} is listed as a model that takes no images`];
}

function resolveForRun(
  machine: Machine,
  state: MachineState,
  ref: string | undefined,
): ResolvedModel {
  const { config, providers, host } = state;
  const resolved = resolveModel(ref, config, providers);
  const { id } = resolved.provider;
  const plugin = host.ownerOf(id);
  if (plugin?.enabled && plugin.status !== "active" && plugin.notice !== undefined) {
    machine.warn(`${id}: ${plugin.notice}`);
  }
  // Before any credential is read, so that nothing is sent.
  const missing = missingWire(resolved, host);
  if (missing) throw missing;
  if (isUnlisted(resolved, state)) {
    machine.warn(`${formatModelRef(resolved.ref)} is in no model list; it is sent as it is`);
  }
  return resolved;
}
