// Reads what the checks look at. A part that can't be read is a fact like any other.
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type InspectedConfig, inspectConfig } from "@mayros/config";
import { MayrosError } from "@mayros/core";
import {
  type InspectedStore,
  inspectBackups,
  inspectStore,
  keyringProblem,
  systemKeyring,
} from "@mayros/credentials";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { checkPlugins } from "../plugins/check-plugins.ts";
import { storeMode } from "../secrets/store-mode.ts";
import type { Facts } from "./facts.ts";
import { readFileFacts, readFolderFacts } from "./read-file-facts.ts";
import { secretFacts } from "./secret-facts.ts";

const ATTEMPTS = 20;
/** ms */
const PAUSE = 50;

export async function gatherFacts(machine: Machine, version: string): Promise<Facts> {
  const { locations } = machine;
  const { configPath, stateDir } = locations;
  const config = await inspect(machine);
  const files = MayrosError.isInstance(config) ? [] : config.files;
  const beside = [join(stateDir, ".env"), join(stateDir, "models.json")];
  const configFiles = [...new Set([configPath, ...beside, ...files])];
  // Before the state: reading that leaves caches in the folder.
  const folder = readFolderFacts(stateDir, configFiles);
  const store = await inspectPatiently(stateDir);
  const read = await readState(machine, config);
  const { state } = read;
  return {
    locations,
    version,
    nodeVersion: process.versions.node,
    now: machine.now(),
    uid: process.getuid?.(),
    config,
    configFiles: configFiles.flatMap((path) => readFileFacts(path) ?? []),
    folder,
    store,
    backups: inspectBackups(stateDir),
    ...(await askKeyring(machine, state, store)),
    secrets: state ? secretFacts(machine, state, store) : [],
    ...read,
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

/** Only where it is needed, or could be of use. */
async function askKeyring(
  { env }: Machine,
  state: MachineState | undefined,
  { profiles }: InspectedStore,
): Promise<Pick<Facts, "canSeal" | "keyringProblem">> {
  const keyIds = [...new Set(profiles.flatMap(({ keyId }) => keyId ?? []))];
  const mode = storeMode(env, state?.config);
  const isNeeded = keyIds.length > 0 || mode === "keyring";
  const isPlain = profiles.some(({ keyId, reference }) => !keyId && !reference);
  const couldSeal = isPlain && mode !== "file";
  if (!isNeeded && !couldSeal) return {};
  const problem = await keyringProblem(systemKeyring({ env }), keyIds);
  if (problem === undefined) return { canSeal: couldSeal };
  return isNeeded ? { keyringProblem: problem } : {};
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
