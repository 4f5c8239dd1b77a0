// What a list shows of a plugin's details: all but what only Mayros itself can make something of. Pure.
import type { PluginDetails } from "@mayros/plugin-host";

type Installed = NonNullable<PluginDetails["installed"]>;

export interface ShownDetails extends Omit<PluginDetails, "configSchema" | "installed"> {
  /** What was agreed to when it was installed. */
  readonly installed?: Omit<Installed, "stamp">;
}

export function shownDetails({
  configSchema: _schema,
  installed,
  ...details
}: PluginDetails): ShownDetails {
  if (installed === undefined) return details;
  const { stamp: _stamp, ...facts } = installed;
  return { ...details, installed: facts };
}
