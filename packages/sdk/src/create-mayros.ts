// Makes the object that programs hold. What is heavy (zod, SQLite, the network, codecs) is loaded by
// the packages below when it is first needed; what stands here is small.
import { fileURLToPath } from "node:url";
import { describeModel, resolveModel } from "@mayros/catalog";
import { parseModelRef } from "@mayros/core";
import { createLanguageModel } from "@mayros/engine";
import { listAuthChoices } from "./auth/auth-choices.ts";
import { listProfiles, logout, pasteApiKey } from "./auth/profiles.ts";
import { readConfigValue, validateConfig } from "./config/config-commands.ts";
import { type Machine, openMachine } from "./machine/open-machine.ts";
import type { Mayros, MayrosOptions } from "./mayros.ts";
import { listModels } from "./models/list-models.ts";
import { setDefaultModel } from "./models/set-default-model.ts";
import { onboard } from "./onboard.ts";
import { setPluginEnabled } from "./plugins/set-plugin-enabled.ts";
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
    plugins: {
      list: async () => (await machine.state()).host.plugins,
      enable: (id) => setPluginEnabled(machine, id, true),
      disable: (id) => setPluginEnabled(machine, id, false),
    },
    auth: {
      choices: () => listAuthChoices(machine),
      list: (provider) => listProfiles(machine, provider),
      pasteApiKey: (request) => pasteApiKey(machine, request),
      logout: (profileId) => logout(machine, profileId),
    },
    onboard: (request) => onboard(machine, request),
    config: {
      validate: () => validateConfig(machine),
      get: (path) => readConfigValue(machine, path),
    },
    close: () => machine.close(),
  };
}

function modelMethods(machine: Machine): Mayros["models"] {
  return {
    list: (filter) => listModels(machine, filter),
    async resolve(ref) {
      const { config, providers } = await machine.state();
      return describeModel(resolveModel(ref, config, providers));
    },
    setDefault: (ref) => setDefaultModel(machine, ref),
  };
}
