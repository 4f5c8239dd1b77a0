// Which installed plugins take the place of one that ships: the package that Mayros publishes under that plugin's name, in a
// newer version, and signed by the registry. Nobody else can. Pure.
import { compareVersions } from "../install/compare-versions.ts";
import type { InstallRecord } from "../install/install-record.ts";

export interface ShippedPlugin {
  readonly id: string;
  readonly version: string;
}

/** The name under which a plugin that ships is also published. */
export const officialPackage = (id: string): string => `@mayros/${id}`;

/** `undefined`: it does. Else why it does not, and what to do. */
export function supersedingProblem(
  record: Pick<InstallRecord, "id" | "package" | "version" | "signed">,
  shipped: ShippedPlugin,
): { readonly problem: string; readonly fix: string } | undefined {
  const { id, version } = record;
  const fix = `mayros plugins uninstall ${id}`;
  if (record.package !== officialPackage(id)) {
    const problem = `plugin "${id}" ships with Mayros, and ${record.package} can't take its place`;
    return { problem, fix };
  }
  if (record.signed !== true) {
    return {
      problem: `${record.package} is not signed by the registry: the copy that ships is used`,
      fix,
    };
  }
  if (compareVersions(version, shipped.version) <= 0) {
    const problem = `version ${shipped.version} ships with Mayros: ${version} is not needed any more`;
    return { problem, fix };
  }
  return undefined;
}
