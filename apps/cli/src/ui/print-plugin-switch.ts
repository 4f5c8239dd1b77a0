// What `plugins enable` and `plugins disable` say afterwards.
import type { PluginUse, SetPluginEnabledResult } from "@mayros/sdk";
import { installedLine } from "./library-lines.ts";
import { oneLine } from "./terminal.ts";
import { writeError, writeJson, writeOutput } from "./write-output.ts";

export function printPluginSwitch(result: SetPluginEnabledResult, json: boolean): void {
  if (json) {
    writeJson(result);
    return;
  }
  const state = result.enabled ? "on" : "off";
  writeOutput(`${result.id} is ${result.changed ? `now ${state}` : `${state} already`}\n`);
  if (!result.enabled) return;
  if (result.origin !== "bundled") writeOutput(`${pluginUseLines(result).join("\n")}\n`);
  const { notice, successor, next, installed } = result;
  if (installed) writeOutput(installedLine(installed));
  const instead = successor === undefined ? "" : ` (in its place: ${successor})`;
  if (notice !== undefined) writeError(`note: ${oneLine(notice)}${instead}\n`);
  if (next !== undefined) writeOutput(`next: ${oneLine(next)}\n`);
}

/** What a plugin of somebody else is and may use. */
export function pluginUseLines({ code, providers, hosts, env }: PluginUse): string[] {
  const list = (names: readonly string[]): string => names.map(oneLine).join(", ") || "none";
  return [
    `  kind       ${code ? "code" : "data, runs no code"}`,
    `  providers  ${list(providers)}`,
    `  sends to   ${list(hosts)}`,
    `  reads      ${list(env)}`,
  ];
}
