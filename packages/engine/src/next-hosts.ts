// The addresses of one request where a service has several hosts: one attempt with one credential asks them in order.
// Pure.
import type { ResolvedModel } from "@mayros/catalog";

/** At least `url` itself. Whoever says where the provider is (the user, a login, a model of its own) means that one. */
export function nextHosts({ provider, baseUrl }: ResolvedModel, url: string): string[] {
  const { baseUrls } = provider;
  const from = trimmed(baseUrl);
  const isWhole = baseUrls.length > 1 && baseUrl === provider.baseUrl && url.startsWith(from);
  return isWhole ? baseUrls.map((base) => trimmed(base) + url.slice(from.length)) : [url];
}

const trimmed = (url: string): string => url.replace(/\/+$/, "");
