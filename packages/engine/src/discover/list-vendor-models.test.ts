// Lists that the code of a plugin asks for: with the credential in its fetch, to its hosts, in its time.
import type { DiscoverContext, ProviderCode } from "@mayros/core";
import { createTransport } from "@mayros/transport";
import { openaiCompletions } from "@mayros/wire/openai-completions";
import { expect, it, onTestFinished } from "vitest";
import { acmeModel } from "../test/acme-model.ts";
import { listen } from "../test/listen.ts";
import { listVendorModels } from "./list-vendor-models.ts";

const KEY = "engine-canary-key-0001";
const OTHER = "engine-canary-key-0002";

function list(
  discoverModels: (context: DiscoverContext) => unknown,
  { baseUrl = "http://127.0.0.1:9/v1", keys = [KEY], ms = 1000, more = {} as ProviderCode } = {},
) {
  const transport = createTransport({ version: "0.0.0" });
  onTestFinished(() => transport.close());
  return listVendorModels(
    {
      resolved: acmeModel({ baseUrl }),
      discover: { kind: "code" },
      codec: openaiCompletions,
      signal: AbortSignal.timeout(ms),
      candidates: keys.map((key) => ({
        credential: { type: "api-key" as const, key },
        source: { kind: "env" as const, name: "ACME_API_KEYS" },
      })),
      loaded: {
        plugin: "acme",
        code: { ...more, discoverModels } as ProviderCode,
        hosts: ["api.acme.example"],
        secrets: [],
        fetchUntil: async () => fetch,
        context: {
          env: {},
          files: { read: async () => "", which: async () => undefined },
          oauth: {},
          config: {},
          clock: { now: () => 0, sleep: async () => {} },
          log: () => {},
        },
      },
    },
    { send: (outgoing) => transport.send(outgoing), now: () => 0 },
  );
}

const askServer = async ({ fetch: ask, baseUrl }: DiscoverContext) => {
  const response = await ask(`${baseUrl}/list`, { headers: { authorization: "Bearer set-by-me" } });
  if (!response.ok) throw new Error(`refused with ${response.status} for ${KEY}`);
  return response.json();
};

it("sends the credential, and moves on from one that was asked too often", async () => {
  const seen: unknown[] = [];
  const origin = await listen(({ headers, url }, response) => {
    seen.push([url, headers.authorization]);
    response.writeHead(seen.length === 1 ? 429 : 200).end('[{"id":"one","contextWindow":10}]');
  });
  expect(await list(askServer, { baseUrl: `${origin}/v1`, keys: [KEY, OTHER] })).toEqual({
    models: [{ id: "one", contextWindow: 10 }],
  });
  expect(seen).toEqual([
    ["/v1/list", `Bearer ${KEY}`],
    ["/v1/list", `Bearer ${OTHER}`],
  ]);
});

it("sends what the credential was exchanged for, and hands it over", async () => {
  const seen: unknown[] = [];
  const origin = await listen(({ headers }, response) => {
    seen.push(headers.authorization);
    response.end("[]");
  });
  const session = { token: "exchanged-token-0001", extras: { project: "p" } };
  const context = Promise.withResolvers<DiscoverContext>();
  const discovery = await list(
    (given) => {
      context.resolve(given);
      return askServer(given);
    },
    { baseUrl: `${origin}/v1`, more: { openSession: async () => session } },
  );
  expect(discovery).toEqual({ models: [] });
  expect(seen).toEqual(["Bearer exchanged-token-0001"]);
  expect((await context.promise).session).toEqual(session);
});

it.each<[string, (context: DiscoverContext) => unknown, RegExp]>([
  ["fails", askServer, /^the plugin acme failed: fetch failed|ECONNREFUSED/],
  [
    "quotes a key",
    () => Promise.reject(new Error(`no ${KEY}`)),
    /^the plugin acme failed: no \.\.\./,
  ],
  ["gives no list", () => ({ data: [] }), /gave no list of models/],
  [
    "asks elsewhere",
    ({ fetch: ask }) => ask("https://elsewhere.example/"),
    /is no host of this provider/,
  ],
  ["hangs", () => new Promise(() => {}), /^no answer in time$/],
])("tells why, when it %s", async (_what, code, reason) => {
  const discovery = await list(code, { ms: 300 });
  expect(discovery).toEqual({ reason: expect.stringMatching(reason) });
  expect(JSON.stringify(discovery)).not.toContain(KEY);
});

it("needs the code", async () => {
  expect(await list(undefined as never)).toEqual({
    reason: "its plugin's code has no discoverModels",
  });
});
