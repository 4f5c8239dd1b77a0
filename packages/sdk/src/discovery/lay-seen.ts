// Which of the two ways of laying a list over a shipped one is meant: a server of one's own has what it has; a service
// in the cloud has what is known of it, too. Pure.
import type { ModelDeclaration } from "@mayros/core";
import type { ProviderSummary } from "@mayros/plugin-host";
import { layDiscovered, layLive, listDiscovered } from "./lay-discovered.ts";
import type { SeenServer } from "./seen-server.ts";

type Kind = Pick<ProviderSummary, "onRefresh"> | undefined;
type Shipped = readonly ModelDeclaration[];

export function modelsToList(shipped: Shipped, seen: SeenServer, kind: Kind): ModelDeclaration[] {
  return kind?.onRefresh ? layLive(shipped, seen.models) : listDiscovered(shipped, seen.models);
}

export function modelsToAsk(shipped: Shipped, seen: SeenServer, kind: Kind): ModelDeclaration[] {
  return kind?.onRefresh ? layLive(shipped, seen.models) : layDiscovered(shipped, seen.models);
}
