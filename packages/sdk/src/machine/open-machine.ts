// The one place where disk, clock, environment and network are wired together. Everything above asks
// this object; everything below gets functions.

import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { ProviderSource } from "@mayros/catalog";
import { type Config, type ConfigIssue, type Locations, locate, readConfig } from "@mayros/config";
import type { Environment } from "@mayros/core";
import {
  openProfileStore,
  openRequestMemory,
  type ProfileStore,
  type Refresher,
  type RequestMemory,
} from "@mayros/credentials";
import type { SessionMemory } from "@mayros/engine";
import { createPluginHost, type PluginHost } from "@mayros/plugin-host";
import type { Timeouts, Transport } from "@mayros/transport";
import { withoutBroughtApis } from "../config/without-brought-apis.ts";
import { type DiscoveryCache, openDiscoveryCache } from "../discovery/discovery-cache.ts";
import { findSeen } from "../discovery/find-seen.ts";
import type { SeenServer } from "../discovery/seen-server.ts";
import { pluginWarnings } from "../plugins/plugin-warnings.ts";
import { laterSealer } from "../secrets/later-sealer.ts";
import type { SecretMemory } from "../secrets/secret-memory.ts";
import { expandHome } from "./expand-home.ts";
import { keepFresh, type Reading } from "./keep-fresh.ts";
import { normaliseProviders } from "./normalise-providers.ts";
import { providerSource } from "./provider-source.ts";

export interface MachineOptions {
  readonly env: Environment;
  readonly builtinFolder: string;
  readonly version: string;
  readonly timeouts: Partial<Timeouts>;
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
  /** With the models that servers were seen to have. */
  readonly providers: ProviderSource;
  /** What the server of a provider last said of its models; undefined when it was never seen. */
  readonly seen: (provider: string) => SeenServer | undefined;
  /** Path of `models.providers.<id>` in the file, as the id is written there. */
  readonly providerPath: (id: string) => string[];
}

export interface Machine {
  readonly locations: Locations;
  readonly env: Environment;
  /** Read again when one of the files of the config changed. Throws MAYROS_CONFIG_INVALID. */
  readonly state: () => Promise<MachineState>;
  readonly profiles: () => ProfileStore;
  /** What requests remember of each other. */
  readonly memory: () => RequestMemory;
  readonly discovered: DiscoveryCache;
  /** What secret references led to, by their place. */
  readonly secrets: SecretMemory;
  readonly timeouts: MachineOptions["timeouts"];
  readonly transport: () => Promise<Transport>;
  /** Of stored logins. */
  readonly refresher: () => Promise<Refresher>;
  /** What credentials were exchanged for. */
  readonly sessions: SessionMemory;
  readonly now: () => number;
  /** Passes a warning on once. */
  readonly warn: (message: string) => void;
  readonly close: () => void;
  /** Resolves when no token of a login is being spent. */
  readonly settled: () => Promise<void>;
}

export function openMachine(options: MachineOptions): Machine {
  const locations = locate(options.env, homedir());
  const { stateDir } = locations;
  const now = Date.now;
  const warned = new Set<string>();
  const discovered = openDiscoveryCache(stateDir, now);
  let profiles: ProfileStore | undefined;
  let memory: RequestMemory | undefined;
  let transport: Promise<Transport> | undefined;
  let refresher: Promise<Refresher> | undefined;
  let closed = false;
  /** A request that is just beginning may open things after the end: closed at once, they say so to it. */
  const unlessClosed = <Part extends { close(): void }>(part: Part): Part => {
    if (closed) part.close();
    return part;
  };

  const warn = (message: string): void => {
    if (warned.has(message)) return;
    warned.add(message);
    options.onWarning(message);
  };
  const sealer = laterSealer({
    env: options.env,
    config: async () => (await machine.state()).config,
    warn,
  });
  const machine: Machine = {
    locations,
    env: options.env,
    timeouts: options.timeouts,
    now,
    discovered,
    secrets: new Map(),
    warn,
    state: keepFresh([locations.configPath], () => readState(locations, options, warn, discovered)),
    profiles() {
      profiles ??= unlessClosed(openProfileStore({ stateDir, now, warn, sealer }));
      return profiles;
    },
    memory() {
      memory ??= unlessClosed(
        openRequestMemory({
          ...{ stateDir, now, warn },
          settings: async () => (await machine.state()).config.auth?.cooldowns,
        }),
      );
      return memory;
    },
    transport() {
      transport ??= import("@mayros/transport").then(({ createTransport }) =>
        unlessClosed(createTransport(options)),
      );
      return transport;
    },
    refresher() {
      const lockDir = options.env.MAYROS_LOCK_DIR;
      refresher ??= import("./open-refresher.ts").then(({ openRefresher }) =>
        openRefresher({ stateDir, lockDir, store: machine.profiles(), now, warn }),
      );
      return refresher;
    },
    sessions: new Map(),
    close() {
      closed = true;
      memory?.close();
      profiles?.close();
      // The answer to a token that is being spent comes through it.
      void machine.settled().then(() => closeLater(transport));
    },
    settled: async () => (await refresher?.catch(() => undefined))?.settled(),
  };
  return machine;
}

/** What may still be loading. */
function closeLater(opening: Promise<{ close(): void }> | undefined): void {
  opening?.then(
    (open) => open.close(),
    () => {},
  );
}

async function readState(
  locations: Locations,
  options: MachineOptions,
  warn: (message: string) => void,
  discovered: DiscoveryCache,
): Promise<Reading<MachineState>> {
  const loaded = await readConfig(locations, options.env);
  const tell = ({ file = loaded.path, line, column, path, message }: ConfigIssue): void =>
    warn(`${file}:${line}:${column}: ${path === "" ? "" : `${path}: `}${message}`);
  loaded.warnings.filter(({ api }) => api === undefined).forEach(tell);
  const { plugins } = loaded.config;
  const paths = (plugins?.load?.paths ?? []).map((path) => fromConfig(path, locations));
  const host = await createPluginHost({
    builtinFolder: options.builtinFolder,
    installedFolder: join(locations.stateDir, "plugins"),
    librariesFolder: librariesFolder(locations),
    cacheFolder: join(locations.stateDir, "cache"),
    env: options.env,
    version: options.version,
    strangersOff: options.env.MAYROS_PLUGINS === "off" ? strangersOff : undefined,
    warn,
    plugins: { ...plugins, load: { paths } },
  });
  withoutBroughtApis(
    loaded.warnings.filter(({ api }) => api !== undefined),
    host,
  ).forEach(tell);
  for (const warning of pluginWarnings(host)) warn(warning);
  const { config, disabledProviders, written } = normaliseProviders(loaded, host.aliases);
  const seen = findSeen(host, config, discovered);
  const value = {
    config,
    text: loaded.value,
    env: loaded.env,
    host,
    providers: providerSource(host, disabledProviders, plugins ?? {}, seen),
    seen,
    providerPath: (id: string) => ["models", "providers", written.get(id) ?? id],
  };
  return {
    value,
    files: [...loaded.files, ...host.watched.map(([path]) => path)],
    fingerprint: [loaded.fingerprint, ...host.watched.map(([, mark]) => mark)].join("\n"),
  };
}

/** Packages of vendors, a folder for each plugin that was switched on. */
export function librariesFolder({ stateDir }: Pick<Locations, "stateDir">): string {
  return join(stateDir, "libraries");
}

const strangersOff = { reason: "MAYROS_PLUGINS is off", fix: "unset MAYROS_PLUGINS" };

/** `~` is the home; anything else is meant from where the config is, never from the working folder. */
export function fromConfig(path: string, { home, configPath }: Locations): string {
  return resolve(dirname(configPath), expandHome(path, home));
}
