// What no pattern can say of the addresses in a plugin's config: whether they are any, and whether tokens may go there. Pure.
import { isSafeUrl } from "@mayros/core";
import { oauthConfigProperties } from "./oauth-config-schema.ts";

/** Each with its path below `config`. Values may hold a password: none is quoted. */
export function urlProblems(config: unknown): string[] {
  if (typeof config !== "object" || config === null) return [];
  return Object.entries(config).flatMap(([name, value]) => {
    if (typeof value !== "string" || !(name.endsWith("Url") || name === "issuer")) return [];
    if (!URL.canParse(value)) return [`config.${name} is no URL`];
    if (!Object.hasOwn(oauthConfigProperties, name) || isSafeUrl(value)) return [];
    return [
      `config.${name} must be an https URL, or an http one to this machine, without a user name`,
    ];
  });
}
