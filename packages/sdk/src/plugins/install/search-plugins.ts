// `mayros plugins search`: what is published with the keyword of plugins. A hit is a claim of its publisher, and no advice.
import { readInstalled } from "@mayros/plugin-host";
import type { Machine } from "../../machine/open-machine.ts";
import { withManager } from "./open-manager.ts";
import { installedRoot } from "./open-workshop.ts";
import type { FoundPlugin } from "./package-report.ts";

/** Throws MAYROS_PACKAGE_UNAVAILABLE. */
export async function searchPlugins(
  machine: Machine,
  words: readonly string[],
  { signal = new AbortController().signal }: { readonly signal?: AbortSignal | undefined } = {},
): Promise<FoundPlugin[]> {
  const found = await withManager(machine, (manager) => manager.search(words, signal));
  const ids = new Map(
    [...readInstalled(installedRoot(machine)).records.values()].map((each) => [
      each.package,
      each.id,
    ]),
  );
  return found.map(({ name, keywords: _keywords, ...rest }) => {
    const installed = ids.get(name);
    return { package: name, ...rest, ...(installed === undefined ? {} : { installed }) };
  });
}
