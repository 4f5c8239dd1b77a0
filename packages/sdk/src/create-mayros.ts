// Makes the object that programs hold. What is heavy (zod, SQLite, the network, codecs) is loaded by
// the packages below when it is first needed, and what only changes or examines things with `manage.ts`.
import { fileURLToPath } from "node:url";
import { describeModel, resolveModel } from "@mayros/catalog";
import type { PartSink } from "@mayros/core";
import type { RunHandle } from "@mayros/engine";
import { listSeenServers } from "./discovery/list-seen-servers.ts";
import type { DoctorOptions } from "./doctor/doctor.ts";
import type { Finding } from "./doctor/finding.ts";
import { type Machine, type MachineOptions, openMachine } from "./machine/open-machine.ts";
import type { Mayros, MayrosOptions } from "./mayros.ts";
import { groupModels, listModels } from "./models/list-models.ts";
import { modelSettings } from "./models/model-settings.ts";
import { listPluginProblems, listPlugins } from "./plugins/list-plugins.ts";
import { laterRun } from "./run/later-run.ts";
import { mayrosEmbeddingModel, mayrosLanguageModel, mayrosProvider } from "./run/model-provider.ts";
import { requireUsable } from "./run/require-usable.ts";
import type { RunRequest } from "./run/start-run.ts";
import { tellEvents } from "./run/tell-events.ts";
import { version } from "./version.ts";

/** Beside the bundle in dist/, and beside src/ in the repository. */
const builtinFolder = (): string => fileURLToPath(new URL("../builtin/", import.meta.url));

const manage = () => import("./manage.ts");
/** What installs, updates and removes plugins: few ever do. */
const packages = () => import("./packages.ts");
const wholeRequests = () => import("./run/whole-requests.ts");

/** Opens nothing yet: config, plugins and databases are read when a method needs them. */
export function createMayros(options: MayrosOptions = {}): Mayros {
  const ways: MachineOptions = {
    env: options.env ?? process.env,
    builtinFolder: options.builtinFolder ?? builtinFolder(),
    version: options.version ?? version,
    timeouts: options.timeouts ?? {},
    onWarning: options.onWarning ?? (() => {}),
  };
  const machine = openMachine(ways);
  const outlet = { all: options.onEvent, warn: machine.warn };
  const run = (request: RunRequest, sink: PartSink): RunHandle => {
    // One state for the whole request, that of this moment.
    const state = machine.state();
    // It may reject while the code that waits for it is still being loaded.
    state.catch(() => {});
    return laterRun(
      import("./run/start-run.ts").then(({ startRun }) => {
        requireUsable("run", request, ["prompt"], { sink });
        return startRun(machine, state, tellEvents(request, outlet), sink);
      }),
    );
  };
  const embed: Mayros["embed"] = async (request) => {
    requireUsable("embed", request, ["model", "values"]);
    return (await wholeRequests()).embed(machine, tellEvents(request, outlet));
  };
  const countTokens: Mayros["countTokens"] = async (request) => {
    requireUsable("countTokens", request, ["prompt"]);
    return (await wholeRequests()).countTokens(machine, tellEvents(request, outlet));
  };
  const mayros: Mayros = {
    locations: machine.locations,
    run,
    languageModel: (model, how) => mayrosLanguageModel(machine, run, model, how),
    embeddingModel: (model, how) => mayrosEmbeddingModel(machine, embed, model, how),
    provider: (how) => mayrosProvider(mayros, how),
    embed,
    countTokens,
    models: modelMethods(machine),
    plugins: pluginMethods(machine, ways.builtinFolder),
    auth: authMethods(machine),
    onboard: async (request) => (await manage()).onboard(machine, request),
    onboardCustom: async (request) => (await manage()).onboardCustom(machine, request),
    probeCustom: async (request) => (await manage()).probeCustom(machine, request),
    config: {
      validate: async () => {
        const { validateConfig } = await manage();
        return quietly(ways, validateConfig);
      },
      get: async (path) => (await manage()).readConfigValue(machine, path),
      set: async (path, value) => {
        const { setConfigValue } = await manage();
        return quietly(ways, (quiet) => setConfigValue(quiet, path, value));
      },
      unset: async (path) => (await manage()).unsetConfigValue(machine, path),
      parseValue: async (path, text) => (await manage()).parseConfigValue(path, text),
    },
    doctor: (wanted) => examine(ways, wanted),
    suggest: async (what, typed) => (await manage()).suggest(machine, what, typed),
    close: () => machine.close(),
    settled: () => machine.settled(),
  };
  return mayros;
}

async function examine(ways: MachineOptions, options: DoctorOptions = {}): Promise<Finding[]> {
  const { doctor } = await import("./doctor/doctor.ts");
  return quietly(ways, (machine) => doctor(machine, { ...options, version: ways.version }));
}

/** With a machine of its own: what the other one would warn of is in what it finds. */
async function quietly<Result>(
  ways: MachineOptions,
  work: (machine: Machine) => Promise<Result>,
): Promise<Result> {
  const machine = openMachine({ ...ways, onWarning: () => {} });
  try {
    return await work(machine);
  } finally {
    machine.close();
  }
}

function modelMethods(machine: Machine): Mayros["models"] {
  return {
    list: (filter) => listModels(machine, filter),
    groups: (filter) => groupModels(machine, filter),
    async resolve(ref) {
      const { config, providers } = await machine.state();
      return describeModel(resolveModel(ref, config, providers));
    },
    ...modelSettings(machine),
    refresh: async (which) => (await manage()).refreshModels(machine, which),
    detect: async () => (await manage()).discoverServers(machine),
    seen: (filter) => listSeenServers(machine, filter),
  };
}

function pluginMethods(machine: Machine, builtin: string): Mayros["plugins"] {
  return {
    list: () => listPlugins(machine),
    problems: () => listPluginProblems(machine),
    info: async (name) => (await manage()).describePlugin(machine, name),
    enable: async (id, how) => (await manage()).enablePlugin(machine, id, how),
    disable: async (id) => (await manage()).disablePlugin(machine, id),
    doctor: async () => (await manage()).examinePlugins(machine),
    install: async (spec, how) => (await packages()).installPlugin(machine, spec, how),
    update: async (id, how) => (await packages()).updatePlugins(machine, id, how),
    uninstall: async (id, how) => (await packages()).uninstallPlugin(machine, id, how),
    search: async (words) => (await packages()).searchPlugins(machine, words),
    validate: async (folder) => (await packages()).validatePlugin(folder, builtin),
  };
}

function authMethods(machine: Machine): Mayros["auth"] {
  return {
    choices: async () => (await manage()).listAuthChoices(machine),
    environmentKeys: async () => (await manage()).listEnvKeys(machine),
    keyProblem: async (choice, key) => (await manage()).describeKeyProblem(machine, choice, key),
    test: async (request) => (await manage()).testChoice(machine, request),
    list: async (provider) => (await manage()).listProfiles(machine, provider),
    methods: async () => (await manage()).listLoginMethods(machine),
    commandAliases: async () => (await manage()).listCommandAliases(machine),
    login: async (request) => (await manage()).login(machine, request),
    pasteApiKey: async (request) => (await manage()).pasteApiKey(machine, request),
    pasteToken: async (request) => (await manage()).pasteToken(machine, request),
    order: {
      get: async (provider) => (await manage()).readOrder(machine, provider),
      set: async (provider, ids) => (await manage()).setOrder(machine, provider, ids),
      clear: async (provider) => (await manage()).clearOrder(machine, provider),
    },
    refresh: async (profileId, how) => (await manage()).refreshProfiles(machine, profileId, how),
    reset: async (name) => (await manage()).resetCooldowns(machine, name),
    logout: async (profileId) => (await manage()).logout(machine, profileId),
    logoutProvider: async (provider) => (await manage()).logoutProvider(machine, provider),
    importProfiles: async (request) => (await manage()).importProfiles(machine, request),
    planRestore: async () => (await manage()).planAuthRestore(machine),
    restore: async () => (await manage()).restoreAuth(machine),
  };
}
