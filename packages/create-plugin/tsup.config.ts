import { defineConfig } from "tsup";
import { collectNotices } from "../../collect-notices.ts";
import { library } from "../../tsup.library.ts";

export default defineConfig({
  ...library,
  dts: false,
  minify: true,
  entry: { main: "src/main.ts" },
  // Whoever runs it once installs one package.
  noExternal: [/./],
  splitting: true,
  esbuildPlugins: [collectNotices()],
});
