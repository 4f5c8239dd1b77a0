// What the config's word on where a provider is means for its credentials: a server of the person's own stands in the
// place of the vendor, and what was meant for the vendor is not sent there unasked. Pure.
import { type AuthMethod, isLocalHost, matchesHost, type OAuthConfig } from "@mayros/core";
import { entryOf } from "@mayros/plugin-host";
import type { MachineState } from "../machine/open-machine.ts";

type Known = Pick<MachineState, "config" | "host">;

/** It is got by a login and by nothing that could be typed: a server that stands in for its vendor wants that, too. */
function needsLogin(methods: readonly Pick<AuthMethod, "kind">[]): boolean {
  return methods.length > 0 && !methods.some(({ kind }) => kind === "api-key" || kind === "none");
}

/** The same of a provider by its id; false for one that only the config has. */
export function wantsLogin({ host }: Pick<Known, "host">, provider: string): boolean {
  return needsLogin(host.shipped(provider)?.declaration.authMethods ?? []);
}

/** It can be asked without a credential: a server of this machine or its network, unless that wants a login. */
export function isOpenServer(state: Known, provider: string, hostname: string): boolean {
  return isLocalHost(hostname) && !wantsLogin(state, provider);
}

/**
 * Further variables that may be sent. Those of a login are set for programs of its vendor (`GH_TOKEN`), and are no keys
 * of another server: there the config's `apiKey` says what is sent.
 */
export function extraKeysFor(
  state: Known,
  { id, extraKeys }: { readonly id: string; readonly extraKeys: readonly string[] },
): readonly string[] {
  const baseUrl = state.config.models?.providers?.[id]?.baseUrl;
  if (baseUrl === undefined || extraKeys.length === 0 || !wantsLogin(state, id)) return extraKeys;
  const { hostname } = new URL(baseUrl);
  return vendorHosts(state, id).some((host) => matchesHost(hostname, host)) ? extraKeys : [];
}

/** Of the plugin's manifest, and the one that its config names in the place of the vendor's. */
function vendorHosts({ config, host }: Known, provider: string): string[] {
  const plugin = host.ownerOf(provider);
  if (!plugin) return [];
  const { apiBaseUrl } = (entryOf(config.plugins ?? {}, plugin.id)?.config ?? {}) as OAuthConfig;
  const named = typeof apiBaseUrl === "string" ? [new URL(apiBaseUrl).hostname] : [];
  return [...host.details(plugin).hosts, ...named];
}
