// `mayros plugins uninstall`: being built.
import { MayrosError } from "@mayros/core";
import type { Machine } from "../../machine/open-machine.ts";
import type { UninstallOptions, UninstallResult } from "./package-report.ts";

export async function uninstallPlugin(
  _machine: Machine,
  id: string,
  _options: UninstallOptions = {},
): Promise<UninstallResult> {
  throw new MayrosError("MAYROS_PLUGIN_UNKNOWN", `${id} is not installed`);
}
