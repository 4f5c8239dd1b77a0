// `mayros plugins search`: being built.
import type { Machine } from "../../machine/open-machine.ts";
import type { FoundPlugin } from "./package-report.ts";

export async function searchPlugins(
  _machine: Machine,
  _words: readonly string[],
): Promise<FoundPlugin[]> {
  return [];
}
