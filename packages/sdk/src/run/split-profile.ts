// `provider/model@profile` and `alias@profile`: a model, and the stored credential that it is to be asked
// with. Ids of models (`claude-opus-4-5@20251101`) and of profiles (an e-mail address) may hold an `@`
// themselves, so what this machine knows decides. Pure.
import {
  findAlias,
  lookUpModel,
  normalProviderId,
  type ProviderSource,
  resolveRef,
} from "@mayros/catalog";
import { didYouMean, MayrosError, nearestName, parseModelRef } from "@mayros/core";
import type { MachineState } from "../machine/open-machine.ts";

export interface ModelAndProfile {
  /** Ref or alias. */
  readonly model: string;
  readonly profile?: string;
}

type Known = Pick<MachineState, "config" | "providers">;

/**
 * A model that a list has and an alias are taken whole. Else the longest ending that is the id of a stored
 * profile is the profile; what stands before it is better a model that a list has. Without any, the text
 * is taken whole, too. Throws MAYROS_PROFILE_UNKNOWN for an ending that can only have been meant as one.
 */
export function splitProfile(
  text: string,
  profiles: readonly string[],
  known: Known,
): ModelAndProfile {
  if (isKnown(text, known)) return { model: text };
  const splits = splitsOf(text);
  const stored = splits.filter(({ profile }) => profiles.includes(profile));
  const found = stored.find(({ model }) => isKnown(model, known)) ?? stored[0];
  if (found) return found;
  const meant = splits.find((split) => isMeant(split, known));
  if (meant) throw unknownProfile(meant.profile, profiles);
  return { model: text };
}

/** At each `@` that has a ref or an alias before it and anything behind it. */
function splitsOf(text: string): Required<ModelAndProfile>[] {
  return [...text.matchAll(/@/g)].flatMap(({ index }) => {
    const model = text.slice(0, index);
    const profile = text.slice(index + 1);
    const names = model.includes("/") ? parseModelRef(model) !== undefined : model !== "";
    return names && profile !== "" ? [{ model, profile }] : [];
  });
}

function isKnown(text: string, { config, providers }: Known): boolean {
  if (!text.includes("/")) return findAlias(config, text) !== undefined;
  try {
    return lookUpModel(resolveRef(text, config, providers), config, providers).known;
  } catch {
    // What can't be used says so itself when it is asked.
    return false;
  }
}

/** No alias has an `@` in it, and no model's id names its provider after one. */
function isMeant({ model, profile }: Required<ModelAndProfile>, known: Known): boolean {
  const ref = parseModelRef(model);
  if (!ref) return isKnown(model, known);
  const colon = profile.indexOf(":");
  return colon > 0 && sameProvider(profile.slice(0, colon), ref.provider, known.providers);
}

function sameProvider(one: string, other: string, providers: ProviderSource): boolean {
  return normalProviderId(one, providers) === normalProviderId(other, providers);
}

function unknownProfile(profile: string, profiles: readonly string[]): MayrosError {
  const nearest = nearestName(profile, profiles);
  return new MayrosError(
    "MAYROS_PROFILE_UNKNOWN",
    `there is no profile "${profile}"${didYouMean(nearest)}`,
    { hint: "mayros models auth list", details: { profile } },
  );
}
