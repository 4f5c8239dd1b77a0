// Reads where each wire differs from the AI SDK's package on purpose: the rows that its differential test applies.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { listWires } from "../list-wires.ts";
import type { Divergence } from "../packages/wire/test/differential/judge.ts";
import { root, wireSources } from "./list-sources.ts";

export interface WireDivergence {
  readonly api: string;
  readonly reason: string;
  /** The package it is for, where the wire is held against several. */
  readonly judge: string | undefined;
  readonly in: readonly string[];
  /** Fixtures, calls and refusals that show it. */
  readonly cases: readonly string[];
}

/** In the order of the tests; rows with one reason are one. */
export async function readDivergences(): Promise<WireDivergence[]> {
  const found: WireDivergence[] = [];
  for (const api of listWires(wireSources)) {
    const file = join(root, "packages/wire/test", api, "divergences.ts");
    if (!existsSync(file)) continue;
    const { divergences } = (await import(pathToFileURL(file).href)) as {
      divergences: readonly Divergence[];
    };
    found.push(...joinRows(api, divergences));
  }
  return found;
}

function joinRows(api: string, divergences: readonly Divergence[]): WireDivergence[] {
  const groups = Map.groupBy(divergences, ({ reason, judge }) => `${judge ?? ""} ${reason}`);
  return [...groups.values()].map((rows) => ({
    api,
    reason: rows[0]?.reason ?? "",
    judge: rows[0]?.judge,
    in: [...new Set(rows.flatMap((row) => row.in))],
    cases: [...new Set(rows.flatMap((row) => row.cases))],
  }));
}
