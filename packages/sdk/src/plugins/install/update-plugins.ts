// `mayros plugins update`: being built.
import type { Machine } from "../../machine/open-machine.ts";
import type { UpdateOptions, UpdateResult } from "./package-report.ts";

export async function updatePlugins(
  _machine: Machine,
  _id?: string,
  _options: UpdateOptions = {},
): Promise<UpdateResult[]> {
  return [];
}
