// The contract of a plugin as a vitest suite. It stands apart from index.ts because programs that use
// the rest of this package have no vitest.
import { basename, resolve } from "node:path";
import { describe, test } from "vitest";
import type { ContractOptions } from "./contract/contract-options.ts";
import { planChecks } from "./contract/plan-checks.ts";

export type { ContractOptions, LoginSetting } from "./contract/contract-options.ts";

/** Defines one test per check for the plugin in this folder. */
export function describePlugin(directory: string, options: ContractOptions = {}): void {
  describe(`plugin ${basename(resolve(directory))}`, () => {
    for (const { name, skipped, run } of planChecks(directory, options)) {
      if (skipped !== undefined) test.skip(`${name} (${skipped})`);
      else {
        test(name, async (context) => {
          const reason = await run();
          if (reason !== undefined) context.skip(reason);
        });
      }
    }
  });
}
