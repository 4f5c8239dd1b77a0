// The list rows of a provider whose server was seen: what the server has, not what the plugin ships.
import { type ModelColumns, modelColumns } from "@mayros/core";
import type { MachineState } from "../machine/open-machine.ts";
import { listDiscovered } from "./lay-discovered.ts";

/** Undefined for a provider without a server, and for one that was never seen. */
export function discoveredColumns(
  { host, seen }: MachineState,
  provider: string,
): ModelColumns[] | undefined {
  const server = seen(provider);
  if (!server) return undefined;
  const shipped = host.provider(provider)?.models ?? [];
  return listDiscovered(shipped, server.models).map(modelColumns);
}
