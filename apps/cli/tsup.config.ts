import { defineConfig } from "tsup";
import { collectNotices } from "../../collect-notices.ts";
import { lazyBuiltins } from "../../lazy-builtins.ts";
import { listWires } from "../../list-wires.ts";
import { gatherCommands } from "./gather-commands.ts";
import { inlineImports } from "./inline-imports.ts";
import { refuseWrappedModules } from "./refuse-wrapped-modules.ts";
import { separateFiles } from "./separate-files.ts";

// The command has no dependencies at run time: everything is bundled, so that `npx mayros` can't break.
// Starting costs a quarter of a millisecond for each file and about 4 ms for each 100 KB, so there is one
// file for what lists and requests need and one for each heavy thing that few commands need.
// The path is given: this file is bundled before it runs, and import.meta.dirname is then this folder's.
const wires = listWires("../../packages/wire/src").map(
  (api) => [api, `../../packages/wire/src/${api}/index.ts`] as const,
);
const separate: Readonly<Record<string, string>> = {
  ...Object.fromEntries(wires),
  main: "src/main.ts",
  "run-command": "src/run-command.ts",
  "ask-model": "../../packages/engine/src/plugin-model/ask-model.ts",
  complete: "src/commands/__complete.ts",
  completion: "src/commands/completion.ts",
  "change-store": "../../packages/credentials/src/store/change-store.ts",
  "machine-sealer": "../../packages/sdk/src/secrets/machine-sealer.ts",
  manage: "../../packages/sdk/src/manage.ts",
  onboard: "src/commands/onboard.ts",
  "ask-servers": "../../packages/sdk/src/discovery/ask-servers.ts",
  doctor: "../../packages/sdk/src/doctor/doctor.ts",
  "build-stranger-index": "../../packages/plugin-host/src/plugin-cache/build-stranger-index.ts",
  "check-plugin-config": "../../packages/plugin-host/src/plugin-config/check-plugin-config.ts",
  "load-plugin-code": "../../packages/plugin-host/src/plugin-code/load-plugin-code.ts",
  "load-provider-code": "../../packages/sdk/src/run/load-provider-code.ts",
  "freshen-profile": "../../packages/sdk/src/run/freshen-profile.ts",
  "open-refresher": "../../packages/sdk/src/machine/open-refresher.ts",
  json5: "../../packages/config/node_modules/json5/dist/index.mjs",
  oauth: "../../packages/oauth/src/index.ts",
  "open-browser": "src/login/open-browser.ts",
  "probe-profiles": "../../packages/sdk/src/models/probe-profiles.ts",
  prompts: "src/ui/prompts.ts",
  "resolve-secret": "../../packages/sdk/src/secrets/resolve-secret.ts",
  "run-files": "src/run/files.ts",
  "whole-requests": "../../packages/sdk/src/run/whole-requests.ts",
  "start-run": "../../packages/sdk/src/run/start-run.ts",
  schema: "../../packages/core/src/schema/index.ts",
  "terminal-ui": "src/login/terminal-ui.ts",
  transport: "../../packages/transport/src/index.ts",
  "validate-config": "../../packages/config/src/validate/validate-config.ts",
};

/** Commands whose start is measured. */
const inline = ["models/list", "plugins/list", "run"].map((words) => `src/commands/${words}.ts`);
const others = [...inline, ...Object.values(separate)];
const gathered = gatherCommands("src/commands.ts", others, "node_modules/.build");
const entry = { ...separate, "more-commands": gathered };

export default defineConfig({
  entry,
  format: ["esm"],
  target: "node22.18",
  noExternal: [/.*/],
  splitting: false,
  clean: true,
  esbuildPlugins: [
    separateFiles(entry),
    inlineImports(/src\/(commands|edit\/edit-config)\.ts$/, {
      separate: Object.values(separate),
      inline,
      gathered,
    }),
    lazyBuiltins(),
    refuseWrappedModules("run-command.js"),
    collectNotices(),
  ],
  esbuildOptions(options) {
    options.conditions = ["@mayros/source"];
    options.minifyWhitespace = true;
    options.minifySyntax = true;
    options.minifyIdentifiers = true;
    options.legalComments = "eof";
  },
});
