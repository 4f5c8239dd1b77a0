// Lists of vendors, page by page, from real servers: each in its own style, and hostile ones.
import type { IncomingMessage, ServerResponse } from "node:http";
import { createTransport } from "@mayros/transport";
import { describe, expect, it, onTestFinished } from "vitest";
import { listen } from "../test/listen.ts";
import { type DiscoverRequest, discoverModels } from "./discover-models.ts";
import { MOST_MODELS } from "./discovered-model.ts";
import type { Discovery } from "./discovery.ts";

type Listener = (url: URL, outgoing: ServerResponse, incoming: IncomingMessage) => void;

async function serve(listener: Listener) {
  const asked: string[] = [];
  const headers: IncomingMessage["headers"][] = [];
  const url = await listen((incoming, outgoing) => {
    asked.push(incoming.url ?? "");
    headers.push(incoming.headers);
    listener(new URL(incoming.url ?? "", "http://localhost"), outgoing, incoming);
  });
  return { url, asked, headers };
}

const json = (outgoing: ServerResponse, value: unknown): void => {
  outgoing.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
};

function discover(request: Partial<DiscoverRequest> & { baseUrl: string }): Promise<Discovery> {
  const transport = createTransport({ version: "0.0.0" });
  onTestFinished(() => transport.close());
  return discoverModels({
    kind: "openai-models",
    headers: { authorization: "Bearer secret" },
    send: (outgoing) => transport.send(outgoing),
    signal: AbortSignal.timeout(2000),
    ...request,
  });
}

const ids = (discovery: Discovery) =>
  "models" in discovery ? discovery.models.map(({ id }) => id) : discovery;

describe("a list in pages", () => {
  it("goes on at links.next, which may be a path", async () => {
    const { url, asked, headers } = await serve(({ searchParams }, outgoing) => {
      const offset = Number(searchParams.get("offset"));
      const next = offset < 4 ? `/api/v1/models?offset=${offset + 2}` : null;
      const data = [{ id: `m${offset}` }, { id: `m${offset + 1}` }];
      json(outgoing, { data, links: { next } });
    });
    const found = await discover({ baseUrl: `${url}/api/v1` });
    expect(ids(found)).toEqual(["m0", "m1", "m2", "m3", "m4", "m5"]);
    expect(asked).toEqual(["/api/v1/models", "/api/v1/models?offset=2", "/api/v1/models?offset=4"]);
    expect(headers.every(({ authorization }) => authorization === "Bearer secret")).toBe(true);
  });

  it("goes on after the last id, as Anthropic's does", async () => {
    const { url, asked, headers } = await serve(({ searchParams }, outgoing) => {
      const after = searchParams.get("after_id");
      const data = after === null ? [{ id: "a", type: "model" }] : [{ id: "b", type: "model" }];
      json(outgoing, { data, has_more: after === null, first_id: "x", last_id: data[0]?.id });
    });
    for (const baseUrl of [url, `${url}/v1`]) {
      asked.length = 0;
      const found = await discover({ baseUrl, kind: "anthropic-models" });
      expect(ids(found)).toEqual(["a", "b"]);
      expect(asked).toEqual(["/v1/models?limit=1000", "/v1/models?limit=1000&after_id=a"]);
    }
    expect(headers[0]).toMatchObject({ "anthropic-version": "2023-06-01" });
  });

  it("goes on with the token, as Google's does", async () => {
    const { url, asked } = await serve(({ searchParams }, outgoing) => {
      const first = searchParams.get("pageToken") === null;
      const models = first
        ? [{ name: "models/gemini-9", inputTokenLimit: 1000, outputTokenLimit: 10, thinking: true }]
        : [
            { name: "models/embedding-001" },
            { name: "models/aqa", supportedGenerationMethods: ["generateAnswer"] },
          ];
      json(outgoing, { models, ...(first ? { nextPageToken: "two words" } : {}) });
    });
    expect(await discover({ baseUrl: `${url}/v1beta`, kind: "google-models" })).toEqual({
      models: [{ id: "gemini-9", contextWindow: 1000, maxTokens: 10, reasoning: true }],
    });
    expect(asked).toEqual([
      "/v1beta/models?pageSize=1000",
      "/v1beta/models?pageSize=1000&pageToken=two+words",
    ]);
  });

  it("is where the manifest says", async () => {
    const { url, asked } = await serve((_, outgoing) => json(outgoing, { data: [] }));
    await discover({ baseUrl: `${url}/anthropic`, path: "../openai/v1/models" });
    await discover({ baseUrl: `${url}/`, path: "v1/models" });
    expect(asked).toEqual(["/openai/v1/models", "/v1/models"]);
  });
});

it("is at the usual place where the manifest's is missing", async () => {
  const { url, asked } = await serve(({ pathname }, outgoing) => {
    if (pathname === "/v1/models") json(outgoing, { data: [{ id: "m" }] });
    else outgoing.writeHead(404).end();
  });
  expect(ids(await discover({ baseUrl: `${url}/v1`, path: "../api/v0/models" }))).toEqual(["m"]);
  expect(asked).toEqual(["/api/v0/models", "/v1/models"]);
});

describe("a hostile list", () => {
  it("has no end", async () => {
    const { url, asked } = await serve(({ searchParams }, outgoing) => {
      const page = Number(searchParams.get("page"));
      json(outgoing, { data: [{ id: `m${page}` }], next: `?page=${page + 1}` });
    });
    expect(await discover({ baseUrl: url })).toEqual({ reason: "its list has more than 50 pages" });
    expect(asked).toHaveLength(50);
  });

  it("goes round in circles", async () => {
    const { url, asked } = await serve((_, outgoing) =>
      json(outgoing, { data: [{ id: "m" }], next: "?again=1" }),
    );
    expect(await discover({ baseUrl: url })).toEqual({ reason: "its list goes round in circles" });
    expect(asked).toHaveLength(2);
  });

  it("is long: what is over the limit is left, and no further page asked for", async () => {
    const { url, asked } = await serve(({ searchParams }, outgoing) => {
      const page = Number(searchParams.get("page"));
      const data = Array.from({ length: 600 }, (_, index) => ({ id: `m${page}-${index}` }));
      json(outgoing, { data, next: `?page=${page + 1}` });
    });
    expect(ids(await discover({ baseUrl: url }))).toHaveLength(MOST_MODELS);
    expect(asked).toHaveLength(2);
  });

  it.each([
    "http://127.0.0.1:9/v1/models",
    "//elsewhere.example/m",
    "file:///etc/passwd",
    "http://[",
  ])("goes on at %s, where nobody is asked", async (next) => {
    const { url, asked } = await serve((_, outgoing) => json(outgoing, { data: [], next }));
    expect(await discover({ baseUrl: url })).toEqual({
      reason: expect.stringMatching(/^its list goes on at .*, which was not asked$/),
    });
    expect(asked).toHaveLength(1);
  });

  it("sends elsewhere, on its second page", async () => {
    const elsewhere = await serve((_, outgoing) => json(outgoing, { data: [{ id: "evil" }] }));
    const { url } = await serve(({ search }, outgoing) => {
      if (search === "") json(outgoing, { data: [{ id: "m" }], next: "?page=2" });
      else outgoing.writeHead(307, { location: elsewhere.url }).end();
    });
    expect(await discover({ baseUrl: url })).toEqual({
      reason: expect.stringMatching(/redirects are not followed/),
    });
    expect(elsewhere.asked).toEqual([]);
  });

  it("is huge", async () => {
    const { url } = await serve((_, outgoing) => {
      outgoing.writeHead(200);
      const piece = `"${"x".repeat(1024 * 1024)}",`;
      outgoing.write('{"data":[');
      for (let count = 0; count < 10; count++) outgoing.write(piece);
    });
    expect(await discover({ baseUrl: url })).toEqual({
      reason: expect.stringMatching(/longer than 4194304 bytes/),
    });
  });

  it("drips", async () => {
    const { url } = await serve((_, outgoing) => {
      outgoing.writeHead(200);
      const dripping = setInterval(() => outgoing.write(" "), 20);
      outgoing.once("close", () => clearInterval(dripping));
    });
    const signal = AbortSignal.timeout(150);
    expect(await discover({ baseUrl: url, signal })).toEqual({ reason: "no answer in time" });
  });

  it("breaks off on its second page: nothing of the first is taken for all", async () => {
    const { url } = await serve(({ search }, outgoing) => {
      if (search === "") json(outgoing, { data: [{ id: "m" }], next: "?page=2" });
      else outgoing.end('{"data":[');
    });
    expect(await discover({ baseUrl: url })).toEqual({ reason: "the answer is not JSON" });
  });
});
