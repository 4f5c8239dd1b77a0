// Where the API of a Qwen account is: its token comes with the host. Pure.
import { isSafeUrl } from "@mayros/core";

/**
 * The base URL that `resource_url` of a token answer means: `portal.qwen.ai`, or a whole URL, with or without `/v1`.
 * Undefined where there is none, or none that a token may go to. Whether its host is one of the plugin's is for who
 * sends the request to check.
 */
export function baseUrlOf(resourceUrl: unknown): string | undefined {
  const text = typeof resourceUrl === "string" ? resourceUrl.trim() : "";
  if (text === "") return undefined;
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  const url = URL.parse(whole);
  if (!url || !isSafeUrl(url.href) || url.search !== "" || url.hash !== "") return undefined;
  const path = url.pathname.replace(/\/+$/, "");
  return `${url.origin}${path}${path.endsWith("/v1") ? "" : "/v1"}`;
}
