// What is wrong with plugins, as `mayros plugins doctor` finds it. Pure.
import type { Facts } from "../facts.ts";
import type { Problem } from "../finding.ts";

export function checkPluginStates({ state, plugins, stateError }: Facts): Problem[] {
  if (stateError !== undefined && stateError.code !== "MAYROS_CONFIG_INVALID") {
    const { message, hint } = stateError;
    return [{ severity: "error", message, ...(hint === undefined ? {} : { hint }) }];
  }
  if (!state) return [];
  const problems = plugins
    .filter(({ severity }) => severity !== "ok")
    .map(({ severity, message, fix }) => ({
      severity,
      message,
      ...(fix === undefined ? {} : { command: fix }),
    }));
  if (problems.length > 0) return problems;
  const on = state.host.plugins.filter(({ enabled }) => enabled).length;
  const all = state.host.plugins.length;
  return [{ severity: "ok", message: `${all} plugins, ${on} of them on` }];
}
