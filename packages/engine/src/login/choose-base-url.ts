// Where a candidate is asked: the user's word goes first, then the address that came with a login, then the
// manifest's. An address that came with a login gets the token only if the plugin or the user named its host. Pure.
import { moveBaseUrl, type ResolvedModel } from "@mayros/catalog";
import { isSafeUrl, MayrosError, matchesHost } from "@mayros/core";

/** `given`: what came with the session or the credential. Throws MAYROS_HOST_REFUSED. */
export function chooseBaseUrl(
  { provider, baseUrl, ownBaseUrl }: ResolvedModel,
  given: string | undefined,
  hosts: readonly string[],
): string {
  if (given === undefined || ownBaseUrl) return baseUrl;
  refuseStrangeHost(given, hosts, provider.id);
  const { baseUrl: from = baseUrl } = provider;
  return baseUrl === from ? given : moveBaseUrl(baseUrl, from, given);
}

/** For what code made of an address: another path of it is as good, also where a person's own server has no https. */
export function refuseStrangeAddress(
  url: string,
  { baseUrl, hosts, provider }: { baseUrl: string; hosts: readonly string[]; provider: string },
): void {
  const own = new URL(baseUrl);
  const { origin, username, password } = URL.parse(url) ?? {};
  if (origin === own.origin && username === "" && password === "") return;
  refuseStrangeHost(url, [...hosts, own.hostname], provider);
}

/** `provider`: whose address it is, for the error. */
export function refuseStrangeHost(url: string, hosts: readonly string[], provider: string): void {
  const { hostname } = URL.parse(url) ?? {};
  const known = hostname !== undefined && hosts.some((pattern) => matchesHost(hostname, pattern));
  if (known && isSafeUrl(url)) return;
  const wrong = known ? "is asked over plain http" : "is no host of this provider";
  throw new MayrosError(
    "MAYROS_HOST_REFUSED",
    `${provider}: ${hostname ?? "what came with its login"} ${wrong}; nothing was sent there`,
    { hint: `if it is yours: mayros config set models.providers.${provider}.baseUrl <url>` },
  );
}
