// Everything that changes or examines this machine, as one module that is loaded when the first of it is
// asked for: programs that only run models, and commands that only list, never load it.
export { listAuthChoices } from "./auth/auth-choices.ts";
export { listProfiles } from "./auth/list-profiles.ts";
export { login } from "./auth/login.ts";
export { listCommandAliases, listLoginMethods } from "./auth/login-methods.ts";
export { logout, logoutProvider } from "./auth/logout.ts";
export { clearOrder, readOrder, setOrder } from "./auth/order.ts";
export { pasteToken } from "./auth/paste-token.ts";
export { pasteApiKey } from "./auth/profiles.ts";
export { refreshProfiles } from "./auth/refresh.ts";
export { resetCooldowns } from "./auth/reset-cooldowns.ts";
export { suggest } from "./completion/suggest.ts";
export { parseConfigValue, setConfigValue, unsetConfigValue } from "./config/change-config.ts";
export { readConfigValue, validateConfig } from "./config/config-commands.ts";
export { discoverServers, refreshModels } from "./discovery/refresh-models.ts";
export { addAlias, listAliases, removeAlias } from "./models/aliases.ts";
export { allowModel, disallowModel, listAllowed } from "./models/allow.ts";
export { addFallback, clearFallbacks, listFallbacks, removeFallback } from "./models/fallbacks.ts";
export { modelStatus } from "./models/model-status.ts";
export { setDefaultModel } from "./models/set-default-model.ts";
export { listEnvKeys } from "./onboard/find-env-keys.ts";
export { onboard } from "./onboard/onboard.ts";
export { onboardCustom } from "./onboard/onboard-custom.ts";
export { probeCustom } from "./onboard/probe-custom.ts";
export { describeKeyProblem, testChoice } from "./onboard/test-choice.ts";
export { examinePlugins } from "./plugins/check-plugins.ts";
export { describePlugin } from "./plugins/describe-plugin.ts";
export { disablePlugin, enablePlugin } from "./plugins/set-plugin-enabled.ts";
