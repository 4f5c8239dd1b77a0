// The codec of a wire format that a plugin brings: loaded with the plugin's code, looked at, and guarded. Only for
// requests that need it.
import { type Codec, MayrosError, redactSecrets } from "@mayros/core";
import { codecProblem, guardCodec } from "@mayros/engine";
import type { PluginApi } from "@mayros/plugin-host";
import { classifyVendorError } from "@mayros/wire";
import type { Machine, MachineState } from "../machine/open-machine.ts";
import { listHosts } from "./load-provider-code.ts";

/** ms. A module that waits longer waits for ever. */
const IMPORT_DEADLINE = 5_000;

/** For requests to `provider`: what is encoded goes to its hosts. Throws MAYROS_PLUGIN_FAILED. */
export async function loadPluginCodec(
  machine: Machine,
  state: MachineState,
  { api, plugin }: PluginApi,
  provider: string,
): Promise<Codec> {
  const { codecs = {} } = await state.host.loadCode(plugin);
  const load = Object.hasOwn(codecs, api) ? codecs[api] : undefined;
  if (typeof load !== "function") {
    throw failed(
      plugin.id,
      `its manifest names the wire format "${api}", and its code has no codec for it`,
    );
  }
  const codec: unknown = await imported(plugin.id, api, load);
  const problem = codecProblem(codec, api);
  if (problem !== undefined) throw failed(plugin.id, `its codec for "${api}" ${problem}`);
  return guardCodec(codec as Codec, {
    plugin: plugin.id,
    api,
    provider,
    hosts: await listHosts(machine, state, provider),
    classify: classifyVendorError,
  });
}

async function imported(plugin: string, api: string, load: () => unknown): Promise<unknown> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => late.reject(new Error(`it did not finish loading within ${IMPORT_DEADLINE / 1000} s`)),
    IMPORT_DEADLINE,
  );
  try {
    const module: unknown = await Promise.race([load(), late.promise]);
    return (module as { default?: unknown } | undefined)?.default;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw failed(plugin, `its codec for "${api}" can't be loaded: ${why}`);
  } finally {
    clearTimeout(timer);
  }
}

function failed(plugin: string, why: string): MayrosError {
  return new MayrosError(
    "MAYROS_PLUGIN_FAILED",
    `the plugin ${plugin} failed: ${redactSecrets(why, [])}`,
    { hint: `mayros plugins info ${plugin}`, details: { plugin } },
  );
}
