// The machine's package manager, in a folder where no settings of any project count.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPackageManager, type PackageManager } from "@mayros/plugin-host";
import type { Machine } from "../../machine/open-machine.ts";

/** `cwd`: an empty folder. Throws MAYROS_PACKAGE_UNAVAILABLE. */
export function openManager({ env }: Pick<Machine, "env">, cwd: string): PackageManager {
  // npm looks for a project in the folders above where there is none.
  writeFileSync(join(cwd, "package.json"), '{ "private": true }\n');
  return findPackageManager({ env, cwd });
}

/** For what brings a folder of its own, or needs none. */
export async function withManager<Result>(
  machine: Pick<Machine, "env">,
  work: (manager: PackageManager) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "mayros-"));
  try {
    return await work(openManager(machine, folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
