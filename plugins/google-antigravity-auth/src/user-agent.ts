// How requests name the program that they come from. The server refuses newer models to versions of Antigravity that
// it takes for old, and changes its mind often: both can be set in the config.
// https://github.com/router-for-me/CLIProxyAPI/blob/main/internal/misc/antigravity_version.go (accessed 2026-11-28)
import type { RequestContext } from "@mayros/core";

/** Refused below: the server wants 2.9.0 at least. */
const VERSION = "2.9.1";

export function versionOf({ config }: Pick<RequestContext, "config">): string {
  return typeof config.version === "string" ? config.version : VERSION;
}

export function userAgentOf(context: Pick<RequestContext, "config">): string {
  const { userAgent } = context.config;
  if (typeof userAgent === "string") return userAgent;
  return `antigravity/hub/${versionOf(context)} ${platformOf(process)}`;
}

/** In the words of Go, as the program itself says it. */
export function platformOf({ platform, arch }: { platform: string; arch: string }): string {
  const system = platform === "win32" ? "windows" : platform;
  return `${system}/${arch === "x64" ? "amd64" : arch}`;
}
