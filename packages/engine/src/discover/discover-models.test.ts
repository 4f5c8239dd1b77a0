// Discovery against real servers on loopback ports: those that answer as documented, and those that
// are slow, huge, malformed, elsewhere or not there.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { createTransport } from "@mayros/transport";
import { describe, expect, it, onTestFinished } from "vitest";
import { listen } from "../test/listen.ts";
import { type DiscoverRequest, discoverModels } from "./discover-models.ts";
import type { Discovery } from "./discovery.ts";

interface Seen {
  readonly line: string;
  readonly headers: IncomingMessage["headers"];
}

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => void | Promise<void>;

async function serve(listener: Listener): Promise<{ url: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const url = await listen((incoming, outgoing) => {
    seen.push({ line: `${incoming.method} ${incoming.url}`, headers: incoming.headers });
    void listener(incoming, outgoing);
  });
  return { url, seen };
}

const answer =
  (body: unknown, status = 200): Listener =>
  (_incoming, outgoing) => {
    outgoing.writeHead(status, { "content-type": "application/json" });
    outgoing.end(typeof body === "string" ? body : JSON.stringify(body));
  };

function discover(request: Partial<DiscoverRequest> & { baseUrl: string }): Promise<Discovery> {
  const transport = createTransport({ version: "0.0.0" });
  onTestFinished(() => transport.close());
  return discoverModels({
    kind: "openai-models",
    headers: {},
    send: (outgoing) => transport.send(outgoing),
    signal: new AbortController().signal,
    ...request,
  });
}

const models = { object: "list", data: [{ id: "served", max_model_len: 4096 }] };

describe("an OpenAI-compatible server", () => {
  it("is asked at its base URL, with the headers that are given", async () => {
    const { url, seen } = await serve(answer(models));
    const headers = { authorization: "Bearer of-the-server", "x-team": "red" };
    expect(await discover({ baseUrl: `${url}/v1/`, headers })).toEqual({
      models: [{ id: "served", contextWindow: 4096 }],
    });
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ line: "GET /v1/models", headers });
  });

  it.each([
    ["malformed", answer("<html>"), "the answer is not JSON"],
    ["another kind", answer({ hello: "world" }), "the answer is not a list of models"],
    ["locked", answer({ error: "no key" }, 401), /wants a key .*401/],
    ["broken", answer("oh no", 500), "it answered 500"],
    ["huge", answer(`{"data":["${"x".repeat(5_000_000)}"]}`), /longer than \d+ bytes/],
  ])("that is %s is a reason", async (_name, listener, reason) => {
    const { url } = await serve(listener);
    const said = { reason: expect.stringMatching(reason) };
    expect(await discover({ baseUrl: url })).toMatchObject(said);
  });

  it("that sends elsewhere is not followed, and the key stays", async () => {
    const elsewhere = await serve(answer(models));
    const { url } = await serve((_incoming, outgoing) => {
      outgoing.writeHead(302, { location: `${elsewhere.url}/v1/models` });
      outgoing.end();
    });
    const headers = { authorization: "Bearer secret" };
    const found = await discover({ baseUrl: url, headers });
    expect(found).toEqual({ reason: expect.stringContaining("redirects are not followed") });
    expect(elsewhere.seen).toEqual([]);
  });

  it("that is not there is a reason", async () => {
    const { url } = await serve(answer(models));
    const gone = createServer();
    await new Promise<void>((resolve) => gone.listen(0, "127.0.0.1", resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    expect(await discover({ baseUrl: url.replace(/\d+$/, String(port)) })).toEqual({
      reason: expect.stringContaining("ECONNREFUSED"),
    });
  });

  it("that never answers ends with the signal", async () => {
    const controller = new AbortController();
    const { url } = await serve(() => controller.abort());
    expect(await discover({ baseUrl: url, signal: controller.signal })).toEqual({
      reason: "no answer in time",
    });
  });

  it("that stops in the middle ends with the signal", async () => {
    const controller = new AbortController();
    const { url } = await serve((_incoming, outgoing) => {
      outgoing.write('{"data":[', () => controller.abort());
    });
    expect(await discover({ baseUrl: url, signal: controller.signal })).toEqual({
      reason: "no answer in time",
    });
  });
});

describe("Ollama", () => {
  const tags = {
    models: ["llama3.3:latest", "qwen3:8b", "nomic-embed-text:latest"].map((model) => ({
      model,
      details: { family: "llama", families: ["llama"] },
    })),
  };
  const shown: Record<string, unknown> = {
    "llama3.3:latest": {
      details: { family: "llama" },
      model_info: { "general.architecture": "llama", "llama.context_length": 131072 },
      capabilities: ["completion", "tools"],
    },
    "qwen3:8b": {
      details: { family: "qwen3" },
      model_info: { "general.architecture": "qwen3", "qwen3.context_length": 40960 },
      capabilities: ["completion", "tools", "thinking"],
    },
    "nomic-embed-text:latest": {
      details: { family: "nomic-bert" },
      model_info: { "general.architecture": "nomic-bert", "nomic-bert.context_length": 2048 },
      capabilities: ["embedding"],
    },
  };
  const show = async (incoming: IncomingMessage): Promise<string> =>
    (JSON.parse(await text(incoming)) as { model: string }).model;

  it("is asked beside its /v1, and every model is shown", async () => {
    const { url, seen } = await serve(async (incoming, outgoing) => {
      if (incoming.url === "/api/tags") return answer(tags)(incoming, outgoing);
      return answer(shown[await show(incoming)])(incoming, outgoing);
    });
    expect(await discover({ kind: "ollama-tags", baseUrl: `${url}/v1` })).toEqual({
      models: [
        {
          id: "llama3.3",
          wireId: "llama3.3:latest",
          input: ["text"],
          reasoning: false,
          contextWindow: 131072,
        },
        {
          id: "qwen3:8b",
          input: ["text"],
          reasoning: true,
          thinkingLevelMap: { off: "none", minimal: null },
          contextWindow: 40960,
        },
      ],
    });
    expect(seen.map(({ line }) => line)).toEqual([
      "GET /api/tags",
      "POST /api/show",
      "POST /api/show",
      "POST /api/show",
    ]);
  });

  it("keeps what the list said of models that it is too slow to show, or shows wrongly", async () => {
    const controller = new AbortController();
    const { url } = await serve(async (incoming, outgoing) => {
      if (incoming.url === "/api/tags") return answer(tags)(incoming, outgoing);
      const model = await show(incoming);
      if (model === "qwen3:8b") return answer("{")(incoming, outgoing);
      if (model === "nomic-embed-text:latest") controller.abort();
    });
    const found = await discover({
      kind: "ollama-tags",
      baseUrl: `${url}/v1`,
      signal: controller.signal,
    });
    expect(found).toMatchObject({
      models: [
        { id: "llama3.3" },
        { id: "qwen3:8b", reasoning: false },
        { id: "nomic-embed-text" },
      ],
    });
  });

  it("keeps what was known of a model that it does not show this time", async () => {
    const { url } = await serve((incoming, outgoing) =>
      (incoming.url === "/api/tags" ? answer(tags) : answer("busy", 503))(incoming, outgoing),
    );
    const llama = { id: "llama3.3", wireId: "llama3.3:latest", contextWindow: 131072 };
    const known = [llama, { id: "gone", contextWindow: 1 }];
    const found = await discover({ kind: "ollama-tags", baseUrl: `${url}/v1`, known });
    expect("models" in found && found.models[0]).toEqual(llama);
    expect("models" in found && found.models.map(({ id }) => id)).not.toContain("gone");
  });

  it("is shown a few models at a time", async () => {
    let open = 0;
    let most = 0;
    const many = { models: Array.from({ length: 20 }, (_, index) => ({ model: `m:${index}` })) };
    const { url } = await serve((incoming, outgoing) => {
      if (incoming.url === "/api/tags") return answer(many)(incoming, outgoing);
      most = Math.max(most, ++open);
      setImmediate(() => {
        open--;
        void answer(shown["qwen3:8b"])(incoming, outgoing);
      });
    });
    const found = await discover({ kind: "ollama-tags", baseUrl: url });
    expect("models" in found && found.models).toHaveLength(20);
    expect(most).toBeLessThanOrEqual(4);
  });

  it("that is something else is a reason", async () => {
    const { url } = await serve(answer("Not Found", 404));
    expect(await discover({ kind: "ollama-tags", baseUrl: `${url}/v1` })).toMatchObject({
      reason: "it answered 404",
    });
  });
});
