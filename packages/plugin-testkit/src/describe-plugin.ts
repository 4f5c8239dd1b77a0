// The contract of a plugin as a vitest suite. It stands apart from index.ts because programs that use
// the rest of this package have no vitest.
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import type { PluginCheckOptions } from "./package-problems.ts";
import { pluginChecks } from "./plugin-checks.ts";
import { type PluginFiles, readPluginFiles } from "./read-plugin-files.ts";

/** Defines one test per check for the plugin in this folder. */
export function describePlugin(directory: string, options: PluginCheckOptions = {}): void {
  let reading: Promise<PluginFiles> | undefined;
  describe(`plugin ${basename(directory)}`, () => {
    test.each(pluginChecks)("$name", async (check) => {
      reading ??= readPluginFiles(directory);
      expect(check.find(await reading, options)).toEqual([]);
    });
  });
}
