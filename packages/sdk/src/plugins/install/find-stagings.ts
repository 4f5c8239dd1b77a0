// What installs that were interrupted left behind. The next install clears it away; who looks for what is wrong is told before.
import { join } from "node:path";
import { shellWord } from "@mayros/core";
import type { Machine } from "../../machine/open-machine.ts";
import type { PluginFinding } from "../plugin-finding.ts";
import { installedRoot, listStagings, openLock } from "./open-workshop.ts";

/** None while an install is under way: it may be that one's. */
export function findStagings(machine: Machine): PluginFinding[] {
  const root = installedRoot(machine);
  const names = listStagings(root);
  if (names.length === 0) return [];
  const lock = openLock(machine);
  try {
    if (!lock.take()) return [];
  } catch {
    return [];
  } finally {
    lock.release();
  }
  return names.map((name) => {
    const path = join(root, name);
    return {
      severity: "note",
      message: `${path} is what is left of an install that was interrupted; the next one takes it away`,
      fix: `rm -rf ${shellWord(path)}`,
    };
  });
}
