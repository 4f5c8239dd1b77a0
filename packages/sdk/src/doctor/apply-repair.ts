// Does what a check proposed. A repair that fails harms none of the others: it is reported.
import { chmodSync } from "node:fs";
import { editConfig } from "@mayros/config";
import type { Machine } from "../machine/open-machine.ts";
import type { Repair } from "./finding.ts";

/** Resolves to why it failed, or undefined. */
export async function applyRepair(
  machine: Pick<Machine, "env" | "locations" | "profiles">,
  repair: Repair,
): Promise<string | undefined> {
  try {
    if (repair.kind === "chmod") chmodSync(repair.path, repair.mode);
    else if (repair.kind === "seal") await machine.profiles().sealPlain();
    else await editConfig(machine.locations, machine.env, repair.edits);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
