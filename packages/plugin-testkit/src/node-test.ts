// The contract of a plugin for `node --test`, which needs no test runner to be installed. The same checks as for vitest.
import { basename, resolve } from "node:path";
import { describe, test } from "node:test";
import type { ContractOptions } from "./contract/contract-options.ts";
import { planChecks } from "./contract/plan-checks.ts";

export type { ContractOptions, LoginSetting } from "./contract/contract-options.ts";

/** Defines one test per check for the plugin in this folder. */
export function describePlugin(directory: string, options: ContractOptions = {}): void {
  // Both give promises that end with the run; nothing waits for them.
  void describe(`plugin ${basename(resolve(directory))}`, () => {
    for (const { name, skipped, run } of planChecks(directory, options)) {
      void test(name, { skip: skipped ?? false }, async (context) => {
        const reason = await run();
        if (reason !== undefined) context.skip(reason);
      });
    }
  });
}
