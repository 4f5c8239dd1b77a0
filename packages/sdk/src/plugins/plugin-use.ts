// What a plugin is and what it may use: shown of a package before it is installed, and of a plugin before it is switched on.
import type { PluginOrigin } from "@mayros/plugin-host";

export interface PluginUse {
  readonly id: string;
  readonly name: string;
  readonly origin: PluginOrigin;
  readonly code: boolean;
  readonly providers: readonly string[];
  readonly hosts: readonly string[];
  /** Environment variables. */
  readonly env: readonly string[];
}
