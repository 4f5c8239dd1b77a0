// What the plugin's code is given, made by hand: real files in a folder that stands for the home, the real transport,
// and no host but this machine.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { MayrosError, type RequestContext } from "@mayros/core";
import { createTransport, toFetch } from "@mayros/transport";

export interface GivenContext {
  readonly home: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly config?: Readonly<Record<string, unknown>>;
}

export function vertexContext({ home, env = {}, config = {} }: GivenContext): RequestContext {
  const transport = createTransport({ version: "0.0.0" });
  const { apiBaseUrl } = config;
  return {
    env,
    config,
    fetch: toFetch(async (request) => {
      const { hostname } = new URL(request.url);
      // Google itself is never asked, whatever went wrong.
      if (hostname !== "127.0.0.1") throw new MayrosError("MAYROS_HOST_REFUSED", hostname);
      return transport.send(request);
    }),
    files: {
      read: (path) => readFile(path.startsWith("~/") ? join(home, path.slice(2)) : path, "utf8"),
      which: async () => undefined,
    },
    clock: { now: Date.now, sleep: async () => {} },
    signal: new AbortController().signal,
    log: () => {},
    oauth: {
      apiBaseUrl: typeof apiBaseUrl === "string" ? apiBaseUrl : "https://aiplatform.googleapis.com",
    },
  };
}
