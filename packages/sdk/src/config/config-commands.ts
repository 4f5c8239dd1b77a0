// Looking at mayros.json, also when it is not valid.
import { type ConfigIssue, getValue, inspectConfig, parsePath } from "@mayros/config";
import { MayrosError } from "@mayros/core";
import type { Machine } from "../machine/open-machine.ts";
import { maskConfig } from "./mask-config.ts";
import { pluginConfigIssues } from "./plugin-config-issues.ts";
import { withoutBroughtApis } from "./without-brought-apis.ts";

export type { ConfigIssue };

export interface ConfigReport {
  readonly path: string;
  readonly exists: boolean;
  readonly valid: boolean;
  readonly issues: readonly ConfigIssue[];
}

export async function validateConfig(machine: Machine): Promise<ConfigReport> {
  const { path, exists, issues, whereIs } = await inspectConfig(machine.locations, machine.env);
  const isError = ({ severity }: ConfigIssue): boolean => severity === "error";
  // Plugins are known only to who has a config.
  if (issues.some(isError)) return { path, exists, valid: false, issues };
  const ofPlugins = await pluginConfigIssues(machine, whereIs);
  const { host } = await machine.state();
  return {
    path,
    exists,
    valid: !ofPlugins.some(isError),
    issues: [...ofPlugins, ...withoutBroughtApis(issues, host)],
  };
}

/**
 * A value as it stands in the file: references not resolved, so that no secret of the environment is
 * printed, and keys masked. Throws MAYROS_CONFIG_PATH_INVALID when there is nothing at `path`.
 */
export async function readConfigValue(machine: Machine, path: string): Promise<unknown> {
  const { path: file, value, issues } = await inspectConfig(machine.locations, machine.env);
  const [first] = issues;
  if (value === undefined && first) {
    const message = `${file}:${first.line}:${first.column}: ${first.message}`;
    throw new MayrosError("MAYROS_CONFIG_INVALID", message, {
      hint: "mayros config validate",
    });
  }
  const steps = parsePath(path);
  const found = getValue(value, steps);
  if (found !== undefined) return maskConfig(found, steps, machine.env);
  throw new MayrosError("MAYROS_CONFIG_PATH_INVALID", `the config has nothing at ${path}`, {
    hint: "mayros config file",
  });
}
