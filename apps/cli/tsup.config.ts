import { defineConfig } from "tsup";
import { lazyBuiltins } from "./lazy-builtins.ts";

// The command has no dependencies at run time: everything is bundled, one chunk per command, so that
// `npx mayros` can't break and starts fast. Identifiers keep their names for readable reports.
export default defineConfig({
  entry: ["src/main.ts"],
  format: ["esm"],
  target: "node22.18",
  noExternal: [/.*/],
  splitting: true,
  clean: true,
  esbuildPlugins: [lazyBuiltins()],
  esbuildOptions(options) {
    options.conditions = ["@mayros/source"];
    options.minifyWhitespace = true;
    options.minifySyntax = true;
    options.legalComments = "eof";
  },
});
