// `mayros plugins install`: being built.
import { MayrosError } from "@mayros/core";
import type { Machine } from "../../machine/open-machine.ts";
import type { InstallOptions, InstallResult } from "./package-report.ts";

export async function installPlugin(
  _machine: Machine,
  spec: string,
  _options: InstallOptions = {},
): Promise<InstallResult> {
  throw new MayrosError("MAYROS_OPERATION_UNSUPPORTED", `${spec} was not installed`);
}
