// What `plugins enable` and `plugins disable` say afterwards.
import type { SetPluginEnabledResult } from "@mayros/sdk";
import { oneLine } from "./terminal.ts";
import { writeError, writeJson, writeOutput } from "./write-output.ts";

export function printPluginSwitch(result: SetPluginEnabledResult, json: boolean): void {
  if (json) {
    writeJson(result);
    return;
  }
  const state = result.enabled ? "on" : "off";
  writeOutput(`${result.id} is ${result.changed ? `now ${state}` : `${state} already`}\n`);
  if (result.enabled && result.notice !== undefined)
    writeError(`note: ${oneLine(result.notice)}\n`);
}
