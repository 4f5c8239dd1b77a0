// The code that a plugin brings for a provider, with what it may touch: what its manifest names and nothing else.
// In-process code is trusted code: this keeps honest plugins to what they said, and is no sandbox.
import { readFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Environment, MayrosError, redactSecrets } from "@mayros/core";
import type { LoadedCode } from "@mayros/engine";
import type { PluginDetails, PluginState } from "@mayros/plugin-host";
import type { Machine, MachineState } from "../machine/open-machine.ts";

/** Undefined where the code has nothing for this provider. Throws MAYROS_PLUGIN_FAILED. */
export async function loadProviderCode(
  machine: Machine,
  { host, env }: MachineState,
  plugin: PluginState,
  provider: string,
): Promise<LoadedCode | undefined> {
  const { providers = {} } = await host.loadCode(plugin);
  const code = Object.hasOwn(providers, provider) ? providers[provider] : undefined;
  if (!code) return undefined;
  const details = host.details(plugin);
  const variables = declaredVariables(env, details);
  // Of less than that the same letters would be found in many a text.
  const secrets = Object.values(variables).filter((value = "") => value.length >= 8) as string[];
  return {
    plugin: plugin.id,
    code,
    hosts: details.hosts,
    secrets,
    context: {
      env: variables,
      files: { read: (path) => readDeclared(path, plugin.id, details, machine.locations.home) },
      clock: {
        now: machine.now,
        sleep: (ms, signal) => sleep(ms, undefined, signal ? { signal } : {}),
      },
      log: (message) => machine.warn(`${plugin.id}: ${redactSecrets(message, secrets)}`),
    },
  };
}

function declaredVariables(env: Environment, { env: declared }: PluginDetails): Environment {
  return Object.freeze(Object.fromEntries(declared.map((name) => [name, env[name]])));
}

/** `~/` is the home. Throws MAYROS_PLUGIN_FAILED for a file that the manifest does not name. */
async function readDeclared(
  path: string,
  plugin: string,
  { files }: PluginDetails,
  home: string,
): Promise<string> {
  if (!files.includes(path)) {
    throw new MayrosError(
      "MAYROS_PLUGIN_FAILED",
      `the plugin ${plugin} wants to read ${path}, which its manifest does not name`,
      { hint: `mayros plugins info ${plugin}` },
    );
  }
  const absolute = path.startsWith("~/") ? join(home, path.slice(2)) : path;
  if (!isAbsolute(absolute)) throw new Error(`${path} is neither absolute nor below ~`);
  return readFile(absolute, "utf8");
}
