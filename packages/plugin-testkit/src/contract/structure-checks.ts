// Structure: the rules of `mayros plugins validate`, one check each.
import { deepStrictEqual } from "node:assert";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type PluginFiles,
  pluginRules,
  readPluginFiles,
  readShippedNames,
  type ShippedNames,
} from "@mayros/plugin-host/plugin-rules";
import { type Check, done } from "./check.ts";
import type { PluginSubject } from "./plugin-subject.ts";

export function structureChecks({ directory, options }: PluginSubject): Check[] {
  let reading: Promise<PluginFiles> | undefined;
  let shipped: ShippedNames | undefined;
  const { packageName } = options;
  return pluginRules.map(({ name, find }) => ({
    capability: "structure",
    subject: "",
    name,
    async run() {
      reading ??= readPluginFiles(directory);
      shipped ??= readShippedNames(builtinFolder());
      const named = packageName === undefined ? {} : { packageName };
      deepStrictEqual(find(await reading, { shipped, ...named }), []);
      return done;
    },
  }));
}

/** The index of what ships lies in the SDK that this package depends on. */
function builtinFolder(): string {
  const sdk = fileURLToPath(import.meta.resolve("@mayros/sdk/package.json"));
  return join(dirname(sdk), "builtin");
}
