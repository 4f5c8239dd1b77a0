// How every published library is built; a package's tsup.config.ts only names its entries.
import type { Options } from "tsup";

export const library: Options = {
  format: ["esm"],
  target: "node22.18",
  dts: true,
  clean: true,
  esbuildOptions(options) {
    options.conditions = ["@mayros/source"];
  },
};
