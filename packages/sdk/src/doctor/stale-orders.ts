// Profile ids in `auth.order` that no stored login has. Pure.
//
// Removed are those of a provider that has other logins here, whose order they do not change: on a
// machine where nobody logged in yet they are what somebody brought along.
import type { InspectedProfile } from "@mayros/credentials";
import type { StaleEntry } from "./stale-plugins.ts";
import { listAt, recordAt } from "./written-config.ts";

/** `written`: the config as it stands in the file; `normal` gives a provider's id for its spelling there. */
export function findStaleOrders(
  written: unknown,
  profiles: readonly InspectedProfile[],
  normal: (provider: string) => string,
): StaleEntry[] {
  const stored = new Set(profiles.map(({ id }) => id));
  const providers = new Set(profiles.map(({ provider }) => provider));
  return Object.keys(recordAt(written, "auth", "order")).flatMap((provider) => {
    const ids = listAt(written, "auth", "order", provider);
    const isInUse = ids.some((id) => stored.has(id)) || providers.has(normal(provider));
    const path = ["auth", "order", provider];
    const entries = ids.map((id, index): StaleEntry & { id: string } => ({
      id,
      place: `auth.order.${provider}: ${id}`,
      ...(isInUse
        ? { edit: { path: [...path, index], remove: true } }
        : { kept: "nobody has logged in to that provider on this machine yet" }),
    }));
    // From the end, so that the places of the others stay as they are.
    return entries.filter(({ id }) => !stored.has(id)).reverse();
  });
}
