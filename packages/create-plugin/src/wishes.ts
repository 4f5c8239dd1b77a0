// What a person wants made, as far as it was said; and what follows of it for the rest.
import { basename, resolve } from "node:path";
import { keyPrefixOf } from "@mayros/core";
import type { Wanted } from "./templates/template.ts";

export type Kind = "data" | "login";

/** As given by flags or at prompts. */
export interface Wishes {
  readonly folder?: string | undefined;
  readonly kind?: Kind | undefined;
  readonly id?: string | undefined;
  readonly provider?: string | undefined;
  readonly package?: string | undefined;
  readonly api?: string | undefined;
  readonly baseUrl?: string | undefined;
}

export interface CompleteWishes {
  /** Absolute path. */
  readonly folder: string;
  readonly kind: Kind;
  readonly id: string;
  readonly provider: string;
  readonly package: string;
  readonly api: string;
  readonly baseUrl: string;
}

export const DEFAULT_FOLDER = "acme";
export const DEFAULT_API = "openai-completions";

/** `mayros-plugin-acme` and `acme-mayros-plugin` are both acme. */
export function idFrom(folder: string): string {
  const name = basename(resolve(folder)).toLowerCase();
  return name.replace(/^mayros-plugin-|-mayros-plugin$/g, "").replace(/[^a-z0-9]+/g, "-");
}

/** A domain that RFC 2606 keeps for examples: nothing is sent to anybody before it was replaced. */
export const exampleUrl = (provider: string): string => `https://api.${provider}.example/v1`;

export function complete(wishes: Wishes, kind: Kind): CompleteWishes {
  const { folder = DEFAULT_FOLDER, id = idFrom(folder) } = wishes;
  const { provider = id } = wishes;
  return {
    folder: resolve(folder),
    kind,
    id,
    provider,
    package: wishes.package ?? `${id}-mayros-plugin`,
    api: wishes.api ?? DEFAULT_API,
    baseUrl: wishes.baseUrl ?? exampleUrl(provider),
  };
}

/** What stands in the templates' places. `baseUrl` is a good one. */
export function wantedOf(wishes: CompleteWishes, today: Date): Wanted {
  const { id, provider, api, baseUrl } = wishes;
  const { hostname } = new URL(baseUrl);
  const loginHost = `login.${hostname.replace(/^api\./, "")}`;
  const isLocal = new URL(baseUrl).protocol === "http:";
  const date = today.toISOString();
  return {
    ...{ id, provider, api, package: wishes.package },
    name: nameFrom(provider),
    baseUrl: baseUrl.replace(/\/+$/, ""),
    host: hostname,
    loginUrl: isLocal ? new URL(baseUrl).origin : `https://${loginHost}`,
    loginHost: isLocal ? hostname : loginHost,
    keyPrefix: keyPrefixOf(provider),
    today: date.slice(0, 10),
    year: date.slice(0, 4),
  };
}

/** `acme-coding` is Acme Coding. */
const nameFrom = (id: string): string =>
  id.replaceAll("-", " ").replace(/(^| )[a-z]/g, (letter) => letter.toUpperCase());
