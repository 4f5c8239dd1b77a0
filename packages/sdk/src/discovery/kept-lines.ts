// The printed list of a vendor whose models were asked for: made when it answered, so that `models list` copies text and
// neither parses a thousand models nor the shipped ones that they lie over. As good as the shipped list that it was
// made with; another one, or another address, and lists make rows again.
import type { Config } from "@mayros/config";
import { apiNames, type OAuthConfig } from "@mayros/core";
import { entryOf, formatListLine, type PluginHost } from "@mayros/plugin-host";
import type { DiscoveryCache } from "./discovery-cache.ts";
import { layLive } from "./lay-discovered.ts";
import type { SeenServer } from "./seen-server.ts";

type Known = { readonly host: PluginHost; readonly config: Config };

/** Undefined where there are none that hold. */
export function keptLines(
  known: Known,
  cache: DiscoveryCache,
  provider: string,
): string | undefined {
  return cache.lines(provider, lineKey(known, provider));
}

/** Models with a wire format that a plugin brings have lists made of rows: it may be off. */
export function keepLines(known: Known, cache: DiscoveryCache, seen: SeenServer): void {
  const { provider } = seen;
  const block = known.host.provider(provider);
  const isOurs = ({ api }: { readonly api?: string }): boolean =>
    api === undefined || (apiNames as readonly string[]).includes(api);
  if (!block || !seen.models.every(isOurs)) return;
  const models = layLive(block.models, seen.models);
  const lines = models.map((model) => `${formatListLine(provider, model)}\n`).join("");
  cache.keepLines(provider, lineKey(known, provider), lines);
}

/** What the lines were made with. */
function lineKey({ host, config }: Known, provider: string): string {
  const own = config.models?.providers?.[provider]?.baseUrl;
  const plugin = host.providers.get(provider)?.plugin ?? "";
  const { apiBaseUrl } = (entryOf(config.plugins ?? {}, plugin)?.config ?? {}) as OAuthConfig;
  return `${hash(host.listLines(provider))} ${own ?? apiBaseUrl ?? "-"}`;
}

/** FNV-1a: node:crypto takes longer to load than this takes for a list. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return (value >>> 0).toString(16);
}
