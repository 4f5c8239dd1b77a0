// Plugins as packages: what installs, updates, removes, finds and checks them, as one module that is loaded when the
// first of it is asked for.
export { findChangedFiles } from "./plugins/install/find-changed-files.ts";
export { findStagings } from "./plugins/install/find-stagings.ts";
export { installPlugin } from "./plugins/install/install-plugin.ts";
export { searchPlugins } from "./plugins/install/search-plugins.ts";
export { uninstallPlugin } from "./plugins/install/uninstall-plugin.ts";
export { updatePlugins } from "./plugins/install/update-plugins.ts";
export { validatePlugin } from "./plugins/validate-plugin.ts";
