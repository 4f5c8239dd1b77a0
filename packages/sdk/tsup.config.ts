import { defineConfig } from "tsup";
import { library } from "../../tsup.library.ts";

// The host packages are private: they are bundled, code and types, so that only this package's
// interface is a promise.
const bundled = /^@mayros\/(?!core$|core\/)/;

export default defineConfig({
  ...library,
  entry: { index: "src/index.ts" },
  noExternal: [bundled],
  dts: { resolve: [bundled] },
  splitting: true,
});
