// Makes the object that programs hold. Its methods load their code when they are first called, so
// that creating it costs next to nothing.
import { fileURLToPath } from "node:url";
import type { ResolvedModel } from "@mayros/catalog";
import { parseModelRef } from "@mayros/core";
import { createLanguageModel } from "@mayros/engine";
import { type Machine, openMachine } from "./machine/open-machine.ts";
import type { Mayros, MayrosOptions } from "./mayros.ts";
import { startRun } from "./run/start-run.ts";
import { version } from "./version.ts";

/** Beside the bundle in dist/, and beside src/ in the repository. */
const builtinFolder = (): string => fileURLToPath(new URL("../builtin/", import.meta.url));

/** Opens nothing yet: config, plugins and databases are read when a method needs them. */
export function createMayros(options: MayrosOptions = {}): Mayros {
  const machine = openMachine({
    env: options.env ?? process.env,
    builtinFolder: options.builtinFolder ?? builtinFolder(),
    version: options.version ?? version,
    onWarning: options.onWarning ?? (() => {}),
  });
  return {
    locations: machine.locations,
    run: (request, sink) => startRun(machine, request, sink),
    languageModel(model) {
      const ref = parseModelRef(model) ?? { provider: "mayros", model };
      return createLanguageModel(ref, (call, sink) => startRun(machine, { ...call, model }, sink));
    },
    models: modelMethods(machine),
    plugins: pluginMethods(machine),
    auth: authMethods(machine),
    onboard: async (request) => (await import("./onboard.ts")).onboard(machine, request),
    config: {
      validate: async () => (await import("./config/config-commands.ts")).validateConfig(machine),
      get: async (path) =>
        (await import("./config/config-commands.ts")).readConfigValue(machine, path),
    },
    close: () => machine.close(),
  };
}

function modelMethods(machine: Machine): Mayros["models"] {
  return {
    list: async (filter) => (await import("./models/list-models.ts")).listModels(machine, filter),
    resolve: async (ref) => resolve(machine, ref),
    setDefault: async (ref) =>
      (await import("./models/set-default-model.ts")).setDefaultModel(machine, ref),
  };
}

async function resolve(machine: Machine, ref: string | undefined): Promise<ResolvedModel> {
  const { resolveModel } = await import("@mayros/catalog");
  const { providerSource } = await import("./machine/provider-source.ts");
  const state = await machine.state();
  return resolveModel(ref, state.config.config, providerSource(state));
}

function pluginMethods(machine: Machine): Mayros["plugins"] {
  const set = async (id: string, enabled: boolean) =>
    (await import("./plugins/set-plugin-enabled.ts")).setPluginEnabled(machine, id, enabled);
  return {
    list: async () => (await machine.state()).host.plugins,
    enable: (id) => set(id, true),
    disable: (id) => set(id, false),
  };
}

function authMethods(machine: Machine): Mayros["auth"] {
  const profiles = () => import("./auth/profiles.ts");
  return {
    choices: async () => (await import("./auth/auth-choices.ts")).listAuthChoices(machine),
    list: async (provider) => (await profiles()).listProfiles(machine, provider),
    pasteApiKey: async (options) => (await profiles()).pasteApiKey(machine, options),
    logout: async (profileId) => (await profiles()).logout(machine, profileId),
  };
}
