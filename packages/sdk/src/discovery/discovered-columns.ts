// The list rows of a provider whose server was seen.
import { type ModelColumns, modelColumns } from "@mayros/core";
import type { MachineState } from "../machine/open-machine.ts";
import { modelsToList } from "./lay-seen.ts";

/** Undefined for a provider without a server, and for one that was never seen. */
export function discoveredColumns(
  { host, seen }: MachineState,
  provider: string,
): ModelColumns[] | undefined {
  const server = seen(provider);
  if (!server) return undefined;
  const shipped = host.provider(provider)?.models ?? [];
  return modelsToList(shipped, server, host.providers.get(provider)).map(modelColumns);
}
