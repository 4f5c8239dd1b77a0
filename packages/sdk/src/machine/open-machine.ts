// The one place where disk, clock, environment and network are wired together. Everything above asks
// this object; everything below gets functions.

import { statSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { ProviderSource } from "@mayros/catalog";
import { type Config, type Locations, locate, readConfig } from "@mayros/config";
import type { Environment } from "@mayros/core";
import { openProfileStore, type ProfileStore } from "@mayros/credentials";
import { createPluginHost, type PluginHost } from "@mayros/plugin-host";
import type { Transport } from "@mayros/transport";
import { normaliseProviders } from "./normalise-providers.ts";
import { providerSource } from "./provider-source.ts";

export interface MachineOptions {
  readonly env: Environment;
  readonly builtinFolder: string;
  readonly version: string;
  readonly onWarning: (message: string) => void;
}

/** Config and plugins as they were on disk at one moment. One request uses one state to its end. */
export interface MachineState {
  /** Provider ids in it are normal. */
  readonly config: Config;
  /** As written: references not resolved, ids not normal. */
  readonly text: unknown;
  /** The process's environment with the config's `env` block under it. */
  readonly env: Environment;
  readonly host: PluginHost;
  readonly providers: ProviderSource;
  /** Path of `models.providers.<id>` in the file, as the id is written there. */
  readonly providerPath: (id: string) => string[];
}

export interface Machine {
  readonly locations: Locations;
  readonly env: Environment;
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
    async state() {
      const seen = fingerprint(locations.configPath);
      if (!state || seen !== stateOf) {
        const reading = readState(locations, options, warn);
        stateOf = seen;
        state = reading;
        // A failed reading is not kept: the file may be mended.
        reading.catch(() => {
          if (state === reading) state = undefined;
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
  const loaded = await readConfig(locations, options.env);
  for (const { line, column, path, message } of loaded.warnings) {
    warn(`${loaded.path}:${line}:${column}: ${path === "" ? "" : `${path} `}${message}`);
  }
  const { plugins } = loaded.config;
  const paths = (plugins?.load?.paths ?? []).map((path) => fromConfig(path, locations));
  const host = await createPluginHost({
    builtinFolder: options.builtinFolder,
    plugins: { ...plugins, load: { paths } },
  });
  for (const { path, problem } of host.problems) warn(`plugins.load.paths: ${path} ${problem}`);
  const { config, disabledProviders, written } = normaliseProviders(loaded, host.aliases);
  return {
    config,
    text: loaded.value,
    env: loaded.env,
    host,
    providers: providerSource(host, disabledProviders, plugins ?? {}),
    providerPath: (id) => ["models", "providers", written.get(id) ?? id],
  };
}

/** `~` is the home; anything else is meant from where the config is, never from the working folder. */
function fromConfig(path: string, { home, configPath }: Locations): string {
  const expanded = path === "~" || path.startsWith("~/") ? join(home, path.slice(1)) : path;
  return resolve(dirname(configPath), expanded);
}

/** Changes whenever the file does. */
function fingerprint(path: string): string {
  try {
    const { ino, size, mtimeMs } = statSync(path);
    return `${ino} ${size} ${mtimeMs}`;
  } catch (error) {
    // Whatever it is, reading the file says it better.
    return String((error as NodeJS.ErrnoException).code);
  }
}
