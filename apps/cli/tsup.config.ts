import { defineConfig } from "tsup";
import { collectNotices } from "../../collect-notices.ts";
import { inlineImports } from "./inline-imports.ts";
import { lazyBuiltins } from "./lazy-builtins.ts";
import { separateFiles } from "./separate-files.ts";

// The command has no dependencies at run time: everything is bundled, so that `npx mayros` can't break.
// Files, not bytes, are what starting costs (a quarter of a millisecond each), so there is one file for
// what every command needs and one for each heavy thing that few of them need.
const entry = {
  main: "src/main.ts",
  "run-command": "src/run-command.ts",
  "anthropic-messages": "../../packages/wire/src/anthropic-messages/index.ts",
  json5: "../../packages/config/node_modules/json5/dist/index.mjs",
  "load-path-plugins": "../../packages/plugin-host/src/load-path-plugins.ts",
  "openai-completions": "../../packages/wire/src/openai-completions/index.ts",
  prompts: "src/ui/prompts.ts",
  schema: "../../packages/core/src/schema/index.ts",
  transport: "../../packages/transport/src/index.ts",
  "validate-config": "../../packages/config/src/validate/validate-config.ts",
};

export default defineConfig({
  entry,
  format: ["esm"],
  target: "node22.18",
  noExternal: [/.*/],
  splitting: false,
  clean: true,
  esbuildPlugins: [
    separateFiles(entry),
    inlineImports(/src\/(commands|edit\/edit-config)\.ts$/),
    lazyBuiltins(),
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
