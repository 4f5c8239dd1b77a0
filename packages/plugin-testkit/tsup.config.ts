import { defineConfig } from "tsup";
import { collectNotices } from "../../collect-notices.ts";
import { library } from "../../tsup.library.ts";

export default defineConfig({
  ...library,
  entry: {
    index: "src/index.ts",
    "describe-plugin": "src/describe-plugin.ts",
    "node-test": "src/node-test.ts",
    // Run as a process of its own.
    "import-probe": "src/contract/import-probe.ts",
  },
  // Private, so bundled, code and types, as in the SDK.
  noExternal: [/^@mayros\/plugin-host/],
  dts: {
    entry: ["src/index.ts", "src/describe-plugin.ts", "src/node-test.ts"],
    compilerOptions: {
      paths: { "@mayros/plugin-host/plugin-rules": ["../plugin-host/src/plugin-rules/index.ts"] },
    },
  },
  splitting: true,
  // node:test has no other name.
  removeNodeProtocol: false,
  esbuildPlugins: [collectNotices()],
});
