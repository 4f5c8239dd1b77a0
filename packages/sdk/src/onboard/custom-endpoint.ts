// What a server of the person's own is called and how it is written into the config. Pure.
import type { ConfigEdit } from "@mayros/config";
import { getValue } from "@mayros/config";
import { type ConfigProvider, isLocalHost, MayrosError } from "@mayros/core";

/** What servers of one's own speak; the first is what most do. */
const APIS = ["openai-completions", "anthropic-messages"] as const;

type FirstWord<Text> = Text extends `${infer Word}-${string}` ? Word : never;

/** Whose wire format the server speaks: the first word of its name. */
export type Compatibility = FirstWord<(typeof APIS)[number]>;

export const compatibilities: readonly Compatibility[] = APIS.map(
  (api) => api.slice(0, api.indexOf("-")) as Compatibility,
);

export const apiOf = (compatibility: Compatibility | undefined): string =>
  APIS.find((api) => api.startsWith(`${compatibility}-`)) ?? APIS[0];

/** Throws MAYROS_USAGE. */
export function parseCompatibility(text: string | undefined): Compatibility | undefined {
  const found = compatibilities.find((each) => each === text);
  if (text === undefined || found !== undefined) return found;
  throw new MayrosError(
    "MAYROS_USAGE",
    `--custom-compatibility takes ${compatibilities.join(" or ")}, not "${text}"`,
    { hint: "mayros onboard --help" },
  );
}

/** Throws MAYROS_USAGE. */
export function parseBaseUrl(text: string): URL {
  const url = URL.parse(text.trim());
  if (url && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "") {
    if (url.search === "" && url.hash === "") return url;
  }
  throw new MayrosError(
    "MAYROS_USAGE",
    `"${text}" is not a base URL: http(s), without user name and query`,
    { hint: "mayros onboard --auth-choice custom-api-key --custom-base-url https://host/v1 ..." },
  );
}

/** As it goes into the config: without a slash at the end, which would make it another URL. */
export const writtenUrl = (url: URL): string => url.href.replace(/\/+$/, "");

export const needsNoKey = (url: URL): boolean => isLocalHost(url.hostname);

const LONGEST_ID = 64;

/**
 * `custom-<host>[-<port>]`, with -2, -3, ... when that is another server's. `addressOf` says where a
 * provider is; undefined for an id that is free.
 */
export function customProviderId(url: URL, addressOf: (id: string) => string | undefined): string {
  const host = url.hostname
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  const port = url.port === "" ? "" : `-${url.port}`;
  const wanted = `custom-${host.slice(0, LONGEST_ID - 16)}${port}`;
  for (let number = 1; ; number++) {
    const id = number === 1 ? wanted : `${wanted}-${number}`;
    const taken = addressOf(id);
    if (taken === undefined || taken.replace(/\/+$/, "") === writtenUrl(url)) return id;
  }
}

export interface CustomEndpoint {
  readonly path: readonly string[];
  readonly baseUrl: string;
  readonly api: string;
  readonly modelId: string;
}

/** A new block, or the model added to the one that is there. */
export function customEdits(
  written: unknown,
  { path, baseUrl, api, modelId }: CustomEndpoint,
): ConfigEdit[] {
  const block = getValue(written, [...path]) as ConfigProvider | undefined;
  if (block === undefined) {
    return [{ path: [...path], value: { baseUrl, api, models: [{ id: modelId }] } }];
  }
  const models = block.models ?? [];
  const isListed = models.some(({ id }) => id === modelId);
  return [
    { path: [...path, "api"], value: api },
    ...(isListed ? [] : [{ path: [...path, "models"], value: [...models, { id: modelId }] }]),
  ];
}
