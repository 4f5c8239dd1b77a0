import { defineConfig } from "tsup";
import { collectNotices } from "../../collect-notices.ts";
import { lazyBuiltins } from "../../lazy-builtins.ts";
import { listWires } from "../../list-wires.ts";
import { gatherCommands } from "./gather-commands.ts";
import { groupModules } from "./group-modules.ts";
import { inlineImports } from "./inline-imports.ts";
import { refuseWrappedModules } from "./refuse-wrapped-modules.ts";
import { separateFiles } from "./separate-files.ts";

// The command has no dependencies at run time: everything is bundled, so that `npx mayros` can't break.
// Starting costs a quarter of a millisecond for each file and about 4 ms for each 100 KB, so there is one
// file for what lists and requests need and one for each heavy thing that few commands need.
// The path is given: this file is bundled before it runs, and import.meta.dirname is then this folder's.
const build = "node_modules/.build";
const credentials = "../../packages/credentials/src";
const host = "../../packages/plugin-host/src";
const sdk = "../../packages/sdk/src";
const wires = listWires("../../packages/wire/src").map(
  (api) => [api, [`../../packages/wire/src/${api}/index.ts`]] as const,
);

/** The modules of each file. */
const files: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(wires),
  main: ["src/main.ts"],
  "run-command": ["src/run-command.ts"],
  "ask-model": ["../../packages/engine/src/plugin-model/ask-model.ts"],
  "ask-servers": [`${sdk}/discovery/ask-servers.ts`],
  "build-stranger-index": [`${host}/plugin-cache/build-stranger-index.ts`],
  "check-plugin-config": [`${host}/plugin-config/check-plugin-config.ts`],
  complete: ["src/commands/__complete.ts"],
  doctor: [`${sdk}/doctor/doctor.ts`],
  json5: ["../../packages/config/node_modules/json5/dist/index.mjs"],
  // What no request needs.
  manage: [`${sdk}/manage.ts`, `${sdk}/models/probe-profiles.ts`, `${sdk}/run/whole-requests.ts`],
  oauth: ["../../packages/oauth/src/index.ts"],
  onboard: ["src/commands/onboard.ts"],
  packages: [`${sdk}/packages.ts`],
  "plugin-code": [
    `${sdk}/run/load-provider-code.ts`,
    `${host}/libraries/library-entry.ts`,
    `${host}/plugin-code/load-plugin-code.ts`,
    `${sdk}/secrets/resolve-secret.ts`,
  ],
  prompts: ["src/ui/prompts.ts"],
  run: ["src/commands/run.ts", `${sdk}/run/start-run.ts`],
  "run-files": ["src/run/files.ts"],
  schema: ["../../packages/core/src/schema/index.ts"],
  // A login that is renewed, and what writes and seals it.
  "stored-logins": [
    `${sdk}/run/freshen-profile.ts`,
    `${sdk}/machine/open-refresher.ts`,
    `${credentials}/store/change-store.ts`,
    `${sdk}/secrets/machine-sealer.ts`,
  ],
  "stranger-code": [`${host}/plugin-code/load-stranger-code.ts`],
  "terminal-ui": ["src/login/terminal-ui.ts", "src/login/open-browser.ts"],
  transport: ["../../packages/transport/src/index.ts"],
  "validate-config": ["../../packages/config/src/validate/validate-config.ts"],
};
const separate = Object.values(files).flat();

/** Commands whose start is measured, and that are in the file which every start reads. */
const inline = ["models/list", "plugins/list"].map((words) => `src/commands/${words}.ts`);
const gathered = gatherCommands("src/commands.ts", [...inline, ...separate], build);
const entry = {
  ...Object.fromEntries(
    Object.entries(files).map(([name, [only = "", ...more]]) => [
      name,
      more.length === 0 ? only : groupModules(name, [only, ...more], build),
    ]),
  ),
  "more-commands": gathered,
};

export default defineConfig({
  entry,
  format: ["esm"],
  target: "node22.18",
  noExternal: [/.*/],
  splitting: false,
  clean: true,
  esbuildPlugins: [
    separateFiles({ ...files, "more-commands": [gathered] }),
    inlineImports(/src\/(commands|edit\/edit-config)\.ts$/, {
      separate,
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
