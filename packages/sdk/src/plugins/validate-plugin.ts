// `mayros plugins validate`: being built.
import type { PluginValidation } from "./install/package-report.ts";

export async function validatePlugin(folder: string): Promise<PluginValidation> {
  return { folder, id: undefined, valid: false, problems: [] };
}
