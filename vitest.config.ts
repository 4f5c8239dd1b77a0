// One project for the whole repository: sources are read through the "@mayros/source" condition, so no
// package has to be built before its tests run.
import { defineConfig } from "vitest/config";

const conditions = ["@mayros/source", "node", "import", "default"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [
      "{packages,plugins,apps}/*/src/**/*.test.ts",
      "{packages,plugins,apps}/*/test/**/*.test.ts",
      "tools/**/*.test.ts",
    ],
    testTimeout: 30_000,
    // One less is usual, which on two cores is one: most of the time is spent waiting for processes.
    maxWorkers: "100%",
    // A worker for every file takes as long as half of the files do. What a test leaves behind in its process is a fault.
    isolate: false,
    coverage: {
      provider: "v8",
      include: ["packages/*/src/**/*.ts", "apps/*/src/**/*.ts"],
      exclude: ["**/*.test.ts"],
      reporter: ["text-summary"],
    },
  },
});
