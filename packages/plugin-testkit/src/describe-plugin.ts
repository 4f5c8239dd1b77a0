// The contract of a plugin as a vitest suite. It stands apart from index.ts because programs that use
// the rest of this package have no vitest.
import { basename } from "node:path";
import {
  type PluginFiles,
  type PluginRuleOptions,
  pluginRules,
  readPluginFiles,
} from "@mayros/plugin-host/plugin-rules";
import { describe, expect, test } from "vitest";

/** Defines one test per check for the plugin in this folder. */
export function describePlugin(directory: string, options: PluginRuleOptions = {}): void {
  let reading: Promise<PluginFiles> | undefined;
  describe(`plugin ${basename(directory)}`, () => {
    test.each(pluginRules)("$name", async (check) => {
      reading ??= readPluginFiles(directory);
      expect(check.find(await reading, options)).toEqual([]);
    });
  });
}
