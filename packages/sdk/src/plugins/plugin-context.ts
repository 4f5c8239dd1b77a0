// What the code of a plugin may touch, for logins, refreshes and requests alike: what its manifest names and what
// the user's config says in its place. In-process code is trusted code: this keeps honest plugins to what they
// said, and is no sandbox.
import { constants } from "node:fs";
import { access, readFile, realpath } from "node:fs/promises";
import { delimiter, isAbsolute, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  type AuthMethod,
  type Environment,
  MayrosError,
  matchesHost,
  type OAuthConfig,
  type PluginFiles,
  type RequestContext,
  redactSecrets,
} from "@mayros/core";
import { entryOf, type PluginDetails, type PluginState } from "@mayros/plugin-host";
import { expandHome } from "../machine/expand-home.ts";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { resolveSecret } from "../secrets/resolve-secret.ts";
import { namesFile } from "./names-file.ts";
import { oauthSettings } from "./oauth-settings.ts";

/** ms. Timers of Node go off at once for more: a server that asks for a month's patience would be asked without pause. */
const LONGEST_SLEEP = 2 ** 31 - 1;

export interface PluginContext {
  /** Everything but what is a request's own. */
  readonly context: Omit<RequestContext, "fetch" | "signal">;
  /** Patterns of hosts that it may speak with. */
  readonly hosts: readonly string[];
  /** Values of the variables that the code may read: not to be shown. */
  readonly secrets: readonly string[];
}

/** Whose code it is, and what for. */
export interface PluginPurpose {
  readonly plugin: PluginState;
  readonly provider: string;
  readonly method?: AuthMethod | undefined;
}

/** Throws MAYROS_SECRET_UNAVAILABLE for a client secret that can't be had. */
export async function pluginContext(
  machine: Machine,
  state: MachineState,
  { plugin, provider, method }: PluginPurpose,
): Promise<PluginContext> {
  const { host, env, config } = state;
  const details = host.details(plugin);
  const variables = declaredVariables(env, details);
  const own = entryOf(config.plugins ?? {}, plugin.id)?.config ?? {};
  const { clientSecret: reference } = own as OAuthConfig;
  const clientSecret = reference && (await resolveSecret(machine, state, reference));
  const declaration = host.shipped(provider)?.declaration;
  const ownBaseUrl = config.models?.providers?.[provider]?.baseUrl;
  const baseUrl =
    ownBaseUrl ?? method?.sets?.baseUrl ?? declaration?.baseUrl ?? declaration?.baseUrls?.[0];
  const oauth = oauthSettings({
    declared: [details.oauth, method?.oauth],
    // For requests, too, the provider's own block goes before the plugin's config.
    config: ownBaseUrl === undefined ? own : { ...own, apiBaseUrl: ownBaseUrl },
    clientSecret,
    baseUrl,
  });
  // Of less than that the same letters would be found in many a text.
  const secrets = [...Object.values(variables), clientSecret].filter(
    (value): value is string => value !== undefined && value.length >= 8,
  );
  return {
    hosts: [...details.hosts, ...hostsOf(own), ...(baseUrl === undefined ? [] : [hostOf(baseUrl)])],
    secrets,
    context: {
      env: variables,
      files: pluginFiles(plugin.id, details, machine, variables),
      clock: {
        now: machine.now,
        sleep: (ms, signal) =>
          sleep(Math.min(ms, LONGEST_SLEEP), undefined, signal ? { signal } : {}),
      },
      log: (message) => machine.warn(`${plugin.id}: ${redactSecrets(message, secrets)}`),
      oauth,
      config: own,
    },
  };
}

/** The `fetch` of a login or refresh: to these hosts only, and with no credential but what the code puts in. */
export async function pluginFetch(
  machine: Machine,
  plugin: string,
  { hosts }: Pick<PluginContext, "hosts">,
  signal: AbortSignal,
): Promise<typeof fetch> {
  const { toFetch } = await import("@mayros/transport");
  return toFetch(async (request) => {
    const { hostname } = new URL(request.url);
    if (!hosts.some((pattern) => matchesHost(hostname, pattern))) {
      throw new MayrosError(
        "MAYROS_HOST_REFUSED",
        `${hostname} is no host of the plugin ${plugin}`,
        {
          hint: `mayros plugins info ${plugin}`,
        },
      );
    }
    const transport = await machine.transport();
    return transport.send({
      ...request,
      signal: request.signal ? AbortSignal.any([signal, request.signal]) : signal,
    });
  });
}

function hostsOf(config: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(config).flatMap(([name, value]) =>
    name.endsWith("Url") && typeof value === "string" ? (URL.parse(value)?.hostname ?? []) : [],
  );
}

const hostOf = (url: string): string => new URL(url).hostname;

function declaredVariables(env: Environment, { env: declared }: PluginDetails): Environment {
  return Object.freeze(Object.fromEntries(declared.map((name) => [name, env[name]])));
}

function pluginFiles(
  plugin: string,
  { files }: PluginDetails,
  machine: Machine,
  env: Environment,
): PluginFiles {
  return {
    async read(path) {
      if (!files.some((pattern) => namesFile(pattern, path, env))) throw undeclared(plugin, path);
      const absolute = expandHome(path, machine.locations.home);
      if (!isAbsolute(absolute)) throw new Error(`${path} is neither absolute nor below ~`);
      return readFile(absolute, "utf8");
    },
    async which(program) {
      for (const folder of (machine.env.PATH ?? "").split(delimiter)) {
        const path = join(folder, program);
        if (!isAbsolute(folder) || program.includes("/")) continue;
        const runs = await access(path, constants.X_OK).then(
          () => true,
          () => false,
        );
        if (runs) return realpath(path);
      }
      return undefined;
    },
  };
}

function undeclared(plugin: string, path: string): MayrosError {
  return new MayrosError(
    "MAYROS_PLUGIN_FAILED",
    `the plugin ${plugin} wants to read ${path}, which its manifest does not name`,
    { hint: `mayros plugins info ${plugin}` },
  );
}
