import { defineConfig } from "tsup";
import { collectNotices } from "../../collect-notices.ts";
import { lazyBuiltins } from "../../lazy-builtins.ts";
import { library } from "../../tsup.library.ts";

// The host packages are private: they are bundled, code and types, so that only this package's
// interface is a promise.
const bundled = /^@mayros\/(?!core$|core\/)/;

// Types found through node_modules would stay imports, of packages that are never published, and so be
// `any` to whoever installs this one. What package.json names under dependencies stays an import.
const sources = { "@mayros/*": ["../*/src/index.ts"] };

export default defineConfig({
  ...library,
  entry: { index: "src/index.ts" },
  noExternal: [bundled],
  dts: { compilerOptions: { paths: sources } },
  splitting: true,
  esbuildPlugins: [lazyBuiltins(), collectNotices()],
});
