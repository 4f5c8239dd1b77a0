// Whether a model is one that its provider is not known to have: worth a warning, and sent all the same.
import type { ResolvedModel } from "@mayros/catalog";
import type { MachineState } from "../machine/open-machine.ts";

export function isUnlisted(
  { known, provider }: ResolvedModel,
  { host, seen }: Pick<MachineState, "host" | "seen">,
): boolean {
  // Until its server was seen, nobody knows what a server has.
  const summary = host.providers.get(provider.id);
  const isListed =
    summary?.discovers && !summary.onRefresh
      ? seen(provider.id) !== undefined
      : provider.models.length > 0;
  return !known && isListed;
}
