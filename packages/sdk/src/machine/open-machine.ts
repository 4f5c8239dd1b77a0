// The one place where disk, clock, environment and network are wired together. Everything above asks
// this object; everything below gets functions.
import { statSync } from "node:fs";
import { homedir } from "node:os";
import { type LoadedConfig, type Locations, locate, readConfig } from "@mayros/config";
import { openProfileStore, type ProfileStore } from "@mayros/credentials";
import { createPluginHost, type PluginHost } from "@mayros/plugin-host";
import type { Transport } from "@mayros/transport";

export interface MachineOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly builtinFolder: string;
  readonly version: string;
  readonly onWarning: (message: string) => void;
}

/** Config and plugins as they are on disk now. */
export interface MachineState {
  readonly config: LoadedConfig;
  readonly host: PluginHost;
}

export interface Machine {
  readonly locations: Locations;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Read again when the config file changed. Throws MAYROS_CONFIG_INVALID. */
  readonly state: () => Promise<MachineState>;
  readonly profiles: () => ProfileStore;
  readonly transport: () => Promise<Transport>;
  readonly now: () => number;
  /** Passes a warning on once. */
  readonly warn: (message: string) => void;
  readonly close: () => void;
}

export function openMachine(options: MachineOptions): Machine {
  const locations = locate(options.env, homedir());
  const warned = new Set<string>();
  let state: Promise<MachineState> | undefined;
  let stateOf: string | undefined;
  let profiles: ProfileStore | undefined;
  let transport: Promise<Transport> | undefined;

  const warn = (message: string): void => {
    if (warned.has(message)) return;
    warned.add(message);
    options.onWarning(message);
  };
  const machine: Machine = {
    locations,
    env: options.env,
    now: Date.now,
    warn,
    state() {
      const seen = fingerprint(locations.configPath);
      if (!state || seen !== stateOf) {
        stateOf = seen;
        state = readState(locations, options, warn);
        // A failed reading is not kept: the file may be mended.
        state.catch(() => {
          state = undefined;
        });
      }
      return state;
    },
    profiles() {
      profiles ??= openProfileStore({ stateDir: locations.stateDir, now: Date.now, warn });
      return profiles;
    },
    transport() {
      transport ??= import("@mayros/transport").then(({ createTransport }) =>
        createTransport({ env: options.env, version: options.version }),
      );
      return transport;
    },
    close() {
      profiles?.close();
      transport?.then(
        (open) => open.close(),
        () => {},
      );
    },
  };
  return machine;
}

async function readState(
  locations: Locations,
  options: MachineOptions,
  warn: (message: string) => void,
): Promise<MachineState> {
  const config = await readConfig(locations, options.env);
  for (const warning of config.warnings) warn(`${config.path}: ${warning.message}`);
  const host = await createPluginHost({
    builtinFolder: options.builtinFolder,
    plugins: config.config.plugins ?? {},
  });
  for (const { path, problem } of host.problems) warn(`plugins.load.paths: ${path} ${problem}`);
  return { config, host };
}

/** Changes whenever the file does. */
function fingerprint(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? `${stat.ino} ${stat.size} ${stat.mtimeMs}` : "none";
}
