// What a plugin's code does for one provider, as the engine gets it: loaded, and with what it may touch.
import type { ProviderCode, RequestContext } from "@mayros/core";

export interface LoadedCode {
  /** The plugin's id, for errors. */
  readonly plugin: string;
  readonly code: ProviderCode;
  /** Patterns of hosts that a credential of this provider may go to: `api.acme.example`, `*.acme.example`. */
  readonly hosts: readonly string[];
  /** Values of the variables that the code may read: not to be shown. */
  readonly secrets: readonly string[];
  readonly context: Omit<RequestContext, "fetch" | "signal">;
  /** A fetch with no credential but what the code puts in, until the signal ends it. */
  readonly fetchUntil: (signal: AbortSignal) => Promise<typeof fetch>;
}
