// `mayros models refresh` of vendors: the providers that ship, at servers of this machine that answer as theirs do.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import type { AskedServer } from "../src/index.ts";
import { openMayros } from "./open-mayros.ts";

const KEY = "live-list-key-0001";
const OTHER = "live-list-key-0002";

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

async function serve(listener: Listener) {
  const asked: IncomingMessage[] = [];
  const server = createServer((incoming, outgoing) => {
    asked.push(incoming);
    listener(incoming, outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const lists =
  (answer: unknown): Listener =>
  (_incoming, outgoing) =>
    void outgoing.writeHead(200).end(JSON.stringify(answer));

const at = (provider: string, baseUrl: string) => ({
  models: { providers: { [provider]: { baseUrl } } },
});

const NEW = { id: "brand-new-1", context_length: 12345, pricing: { input: 1, output: 2 } };

describe("a vendor's list", () => {
  it.each([
    ["openai", "/v1", "/v1/models", { authorization: `Bearer ${KEY}` }, { data: [NEW] }],
    [
      "anthropic",
      "",
      "/v1/models?limit=1000",
      { "x-api-key": KEY, "anthropic-version": "2023-06-01" },
      { data: [{ ...NEW, max_input_tokens: 12345 }], has_more: false },
    ],
    [
      "google",
      "/v1beta",
      "/v1beta/models?pageSize=1000",
      { "x-goog-api-key": KEY },
      { models: [{ name: "models/brand-new-1", inputTokenLimit: 12345 }] },
    ],
    ["synthetic", "/anthropic", "/openai/v1/models", { "x-api-key": KEY }, { data: [NEW] }],
    ["vercel-ai-gateway", "", "/v1/models", {}, { data: [NEW] }],
    ["deepseek", "", "/models", { authorization: `Bearer ${KEY}` }, [NEW]],
  ])("of %s is asked for as its wire wants it, and kept", async (id, path, url, headers, body) => {
    const { url: root, asked } = await serve(lists(body));
    const names: Record<string, string> = { google: "GEMINI", "vercel-ai-gateway": "AI_GATEWAY" };
    const prefix = names[id] ?? id.toUpperCase();
    const { mayros, again } = openMayros(at(id, root + path), { [`${prefix}_API_KEY`]: KEY });
    const before = await mayros.models.list({ all: true, provider: id });
    expect(asked).toEqual([]);
    const [answer] = await mayros.models.refresh({ provider: id });
    expect(asked.map((each) => each.url)).toEqual([url]);
    expect(asked[0]?.headers).toMatchObject(headers);
    expect(answer).toMatchObject({
      ...{ provider: id, answered: true, models: ["brand-new-1"], added: ["brand-new-1"] },
      unlisted: before.map(({ key }) => key.slice(id.length + 1)),
    });
    // Nothing that ships is lost, and another process knows the new one without asking.
    const rows = await again().models.list({ all: true, provider: id });
    expect(rows).toHaveLength(before.length + 1);
    expect(rows.at(-1)).toMatchObject({ key: `${id}/brand-new-1`, contextWindow: 12345 });
    // What is printed is made from the same list.
    const [group] = await again().models.groups({ all: true, provider: id });
    const printed = (group?.lines ?? "").trimEnd().split("\n");
    expect(printed.map((line) => line.slice(line.lastIndexOf(" ") + 1))).toEqual(
      rows.map(({ key }) => key),
    );
    const resolved = await again().models.resolve(`${id}/brand-new-1`);
    expect(resolved).toMatchObject({ known: true, model: { contextWindow: 12345 } });
    expect(asked).toHaveLength(1);
  });

  it("renews limits and prices, and leaves what was looked up with more care", async () => {
    const now = { id: "glm-x", context_length: 1000, supported_parameters: ["tools"] };
    const pricing = { prompt: "0.000007", completion: "0.000008" };
    const free = { prompt: "0", completion: "0" };
    const { mayros: fresh } = openMayros({}, { OPENROUTER_API_KEY: KEY });
    const shipped = await fresh.models.list({ all: true, provider: "openrouter" });
    const [priced] = shipped.filter((row) => row.inputCost > 0 && row.reasoning);
    if (!priced) throw new Error("openrouter ships no such model");
    const id = priced.key.slice("openrouter/".length);
    const list = (cost: object) => ({ data: [{ ...now, id, name: "Other", pricing: cost }] });
    for (const [cost, inputCost] of [
      [pricing, 7],
      [free, priced.inputCost],
    ] as const) {
      const { url } = await serve(lists(list(cost)));
      const { mayros } = openMayros(at("openrouter", url), { OPENROUTER_API_KEY: KEY });
      await mayros.models.refresh({ provider: "openrouter" });
      const rows = await mayros.models.list({ all: true, provider: "openrouter" });
      expect(rows).toHaveLength(shipped.length);
      expect(rows.find(({ key }) => key === priced.key)).toMatchObject({
        ...{ name: priced.name, reasoning: true, input: priced.input },
        ...{ contextWindow: 1000, inputCost },
      });
    }
  });

  it("is asked for with the next key after a 429, and with no other after a 401", async () => {
    const refusing =
      (status: number): Listener =>
      ({ headers }, outgoing) => {
        const isSecond = headers.authorization === `Bearer ${OTHER}`;
        outgoing.writeHead(isSecond ? 200 : status).end('{"data":[{"id":"m"}]}');
      };
    const limited = await serve(refusing(429));
    const { mayros } = openMayros(at("groq", limited.url), { GROQ_API_KEYS: `${KEY},${OTHER}` });
    expect(await mayros.models.refresh({ provider: "groq" })).toMatchObject([{ answered: true }]);
    expect(limited.asked).toHaveLength(2);
    const locked = await serve(refusing(401));
    const { mayros: other } = openMayros(at("groq", locked.url), {
      GROQ_API_KEYS: `${KEY},${OTHER}`,
    });
    expect(await other.models.refresh({ provider: "groq" })).toMatchObject([
      { answered: false, models: [], reason: "it wants a key that it knows (401)" },
    ]);
    expect(locked.asked).toHaveLength(1);
  });

  it("that fails leaves the last good answer", async () => {
    let body: unknown = { data: [NEW] };
    const { url } = await serve((_incoming, outgoing) => {
      outgoing.writeHead(200).end(typeof body === "string" ? body : JSON.stringify(body));
    });
    const { mayros } = openMayros(at("groq", url), { GROQ_API_KEY: KEY });
    await mayros.models.refresh({ provider: "groq" });
    for (const bad of ["<html>", { data: [{ id: "m" }], next: "https://elsewhere.example/" }]) {
      body = bad;
      expect(await mayros.models.refresh({ provider: "groq" })).toMatchObject([
        { answered: false, models: ["brand-new-1"], reason: expect.stringMatching(/./) },
      ]);
    }
    body = { data: [] };
    await mayros.models.refresh({ provider: "groq" });
    const rows = await mayros.models.list({ all: true, provider: "groq" });
    expect(rows.map(({ key }) => key)).toContain("groq/brand-new-1");
  });

  it("is asked for by nothing but a refresh", async () => {
    const { url, asked } = await serve(lists({ error: { message: "no such model" } }));
    const { mayros } = openMayros(at("groq", url), { GROQ_API_KEY: KEY });
    await mayros.models.list({ all: true });
    await mayros.models.list();
    await mayros.models.detect();
    const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hi" }] }];
    await mayros.run({ model: "groq/unheard-of", prompt }, () => {}).finished.catch(() => {});
    expect(asked.map(({ method, url: path }) => `${method} ${path}`)).toEqual([
      "POST /chat/completions",
    ]);
  });

  it("is asked for unnamed where there is a key, and each tells when it is done", async () => {
    const { url } = await serve(lists({ data: [NEW] }));
    const told: AskedServer[] = [];
    const providers = { groq: { baseUrl: url }, mistral: { baseUrl: url } };
    const { mayros } = openMayros(
      { models: { providers }, plugins: { allow: ["groq", "mistral", "cerebras", "openai"] } },
      { GROQ_API_KEY: KEY, MISTRAL_API_KEY: KEY },
    );
    const asked = await mayros.models.refresh({ onAnswer: (each) => told.push(each) });
    expect(asked.map(({ provider }) => provider).toSorted()).toEqual(["groq", "mistral"]);
    expect(told.toSorted((a, b) => (a.provider < b.provider ? -1 : 1))).toEqual(
      asked.toSorted((a, b) => (a.provider < b.provider ? -1 : 1)),
    );
  });
});
