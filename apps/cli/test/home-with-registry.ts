// A home whose npm knows one registry, on this machine, and nothing else.
import { appendFileSync, copyFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type Registry, startRegistry } from "../../../tools/registry/start-registry.ts";
import { createHome, type MayrosHome } from "./run-mayros.ts";

export interface RegistryHome {
  readonly home: MayrosHome;
  readonly registry: Registry;
  /** `<stateDir>/plugins` */
  readonly plugins: string;
  /** Adds lines to the npmrc of the home. */
  npmrc(lines: string): void;
}

export async function homeWithRegistry(): Promise<RegistryHome> {
  const registry = await startRegistry();
  onTestFinished(() => registry.close());
  const home = createHome();
  const file = join(home.folder, ".npmrc");
  copyFileSync(registry.npmrc, file);
  return {
    ...{ home, registry, plugins: join(home.folder, "plugins") },
    npmrc: (lines) => appendFileSync(file, `${lines}\n`),
  };
}
