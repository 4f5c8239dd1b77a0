// Reads what the checks look at. A part that can't be read is a fact like any other.
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type InspectedConfig, inspectConfig } from "@mayros/config";
import { MayrosError } from "@mayros/core";
import { type InspectedStore, inspectStore } from "@mayros/credentials";
import type { Machine } from "../machine/open-machine.ts";
import { checkPlugins } from "../plugins/check-plugins.ts";
import type { Facts } from "./facts.ts";
import { readFileFacts, readFolderFacts } from "./read-file-facts.ts";

const ATTEMPTS = 20;
/** ms */
const PAUSE = 50;

export async function gatherFacts(machine: Machine, version: string): Promise<Facts> {
  const { locations } = machine;
  const { configPath, stateDir } = locations;
  const config = await inspect(machine);
  const read = MayrosError.isInstance(config) ? [] : config.files;
  const beside = [join(stateDir, ".env"), join(stateDir, "models.json")];
  const configFiles = [...new Set([configPath, ...beside, ...read])];
  // Before the state: reading that leaves caches in the folder.
  const folder = readFolderFacts(stateDir, configFiles);
  return {
    locations,
    version,
    nodeVersion: process.versions.node,
    now: machine.now(),
    uid: process.getuid?.(),
    config,
    configFiles: configFiles.flatMap((path) => readFileFacts(path) ?? []),
    folder,
    store: await inspectPatiently(stateDir),
    ...(await readState(machine, config)),
  };
}

/** Whoever writes holds the store for milliseconds: that is nothing to report. */
async function inspectPatiently(stateDir: string): Promise<InspectedStore> {
  for (let attempt = 1; ; attempt++) {
    const store = inspectStore(stateDir);
    if (store.condition !== "busy" || attempt === ATTEMPTS) return store;
    await sleep(PAUSE);
  }
}

async function inspect(machine: Machine): Promise<InspectedConfig | MayrosError> {
  try {
    return await inspectConfig(machine.locations, machine.env);
  } catch (error) {
    return asMayrosError(error);
  }
}

async function readState(
  machine: Machine,
  config: Facts["config"],
): Promise<Pick<Facts, "plugins" | "state" | "stateError">> {
  if (MayrosError.isInstance(config)) return { plugins: [] };
  if (config.issues.some(({ severity }) => severity === "error")) return { plugins: [] };
  try {
    const state = await machine.state();
    return { state, plugins: await checkPlugins(machine) };
  } catch (error) {
    return { stateError: asMayrosError(error), plugins: [] };
  }
}

function asMayrosError(error: unknown): MayrosError {
  if (MayrosError.isInstance(error)) return error;
  throw error;
}
