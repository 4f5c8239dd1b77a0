// What a program that embeds Mayros holds: models with options of their own, a provider, events,
// embeddings and token counts, against an independent model server.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ModelServerOptions, startModelServer } from "@mayros/plugin-testkit";
import { createProviderRegistry, embedMany, generateText } from "ai";
import { describe, expect, it, onTestFinished } from "vitest";
import { createMayros, type MayrosOptions, type RunEvent } from "../src/index.ts";

const KEY = "sdk-test-key-00001";
const LIMITED = "sdk-test-key-limited-1";
const hello = [{ role: "user" as const, content: [{ type: "text" as const, text: "hello" }] }];

async function open(
  env: Record<string, string>,
  more: Pick<MayrosOptions, "onEvent" | "onWarning"> & ModelServerOptions = {},
) {
  const server = await startModelServer({ rateLimitedKeys: [LIMITED], ...more });
  const home = mkdtempSync(join(tmpdir(), "mayros-sdk-"));
  const at = (path: string) => ({ baseUrl: `${server.url}${path}` });
  const providers = {
    openai: at("/v1"),
    groq: at("/v1"),
    google: at("/v1beta"),
    anthropic: at(""),
  };
  writeFileSync(join(home, "mayros.json"), JSON.stringify({ models: { providers } }));
  const { onEvent, onWarning } = more;
  const mayros = createMayros({ env: { MAYROS_STATE_DIR: home, ...env }, onEvent, onWarning });
  onTestFinished(async () => {
    mayros.close();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  });
  return { mayros, server };
}

describe("languageModel with options", () => {
  it("asks its fallbacks, and tells every step to the program and to the model's own listener", async () => {
    const all: RunEvent[] = [];
    const own: string[] = [];
    const { mayros } = await open(
      { OPENAI_API_KEY: LIMITED, GROQ_API_KEY: KEY },
      { onEvent: (event) => all.push(event) },
    );
    const model = mayros.languageModel("openai/gpt-5.2", {
      fallbacks: ["groq/llama-3.3-70b-versatile"],
      onEvent: ({ type }) => own.push(type),
    });
    const { text } = await generateText({ model, prompt: "hello" });
    expect(text).toBe("Hello from the model server.");
    expect(own).toEqual(["attempt", "failed", "cooldown", "fallback", "attempt"]);
    expect(all.map(({ type }) => type)).toEqual(own);
    expect(all).toContainEqual(
      expect.objectContaining({
        type: "cooldown",
        model: "openai/gpt-5.2",
        source: { kind: "env", name: "OPENAI_API_KEY" },
        reason: "rate_limit",
      }),
    );
    expect(JSON.stringify(all)).not.toContain(LIMITED);
  });

  it("names its request in every event, and the session where there is one", async () => {
    const all: RunEvent[] = [];
    const { mayros } = await open(
      { OPENAI_API_KEYS: `${LIMITED},${KEY}` },
      { onEvent: (event) => all.push(event) },
    );
    const model = mayros.languageModel("openai/gpt-5.2", { sessionId: "s-1" });
    await generateText({ model, prompt: "hello" });
    const first = all.splice(0);
    const [id] = first.map(({ requestId }) => requestId);
    expect(id).toMatch(/^[A-Za-z0-9._-]{1,64}$/);
    expect(first.map(({ type }) => type)).toEqual(["attempt", "failed", "cooldown", "attempt"]);
    expect(first).toEqual(first.map((event) => ({ ...event, requestId: id, sessionId: "s-1" })));

    await mayros.embed({
      model: "openai/text-embedding-3-small",
      values: ["a"],
      requestId: "mine",
    });
    await mayros.run({ model: "openai/gpt-5.2", prompt: hello }, () => {}).finished;
    const later = all.map(({ type, requestId }) => `${type} ${requestId === id} ${requestId}`);
    expect(later.slice(0, 2)).toEqual(["attempt false mine", "failed false mine"]);
    expect(all.at(-1)?.requestId).not.toBe("mine");
  });

  it("is not broken by a listener that fails, and says so", async () => {
    const own: string[] = [];
    const warnings: string[] = [];
    const { mayros, server } = await open(
      { OPENAI_API_KEYS: `${LIMITED},${KEY}` },
      {
        onWarning: (message) => warnings.push(message),
        onEvent() {
          throw new Error("oops");
        },
      },
    );
    const onEvent = ({ type }: RunEvent) => void own.push(type);
    const model = mayros.languageModel("openai/gpt-5.2", { onEvent });
    await generateText({ model, prompt: "hello" });
    expect(own).toEqual(["attempt", "failed", "cooldown", "attempt"]);
    expect(server.journal()).toHaveLength(2);
    expect(warnings).toContain('a listener failed at the event "attempt": Error: oops');
  });

  it("asks nobody else when the list of fallbacks is empty", async () => {
    const { mayros, server } = await open({ OPENAI_API_KEY: LIMITED, GROQ_API_KEY: KEY });
    await mayros.models.setDefault("openai/gpt-5.2");
    await mayros.models.fallbacks.add("groq/llama-3.3-70b-versatile");
    const run = mayros.run({ prompt: hello, fallbacks: [] }, () => {});
    await expect(run.finished).rejects.toMatchObject({ statusCode: 429 });
    expect(server.journal()).toHaveLength(1);
  });

  it("uses the profile that it was made with", async () => {
    const { mayros, server } = await open({ GROQ_API_KEY: LIMITED });
    await mayros.auth.pasteApiKey({ provider: "groq", key: KEY, profileId: "groq:work" });
    const model = mayros.languageModel("groq/m", { profile: "groq:work" });
    await generateText({ model, prompt: "hello" });
    expect(server.journal().map(({ key }) => key)).toEqual([KEY]);
  });
});

describe("keys that failed", () => {
  it("are left alone by the next request, and asked again when all of them cool", async () => {
    const { mayros, server } = await open({ GROQ_API_KEYS: `${LIMITED},${KEY}` });
    const model = mayros.languageModel("groq/m");
    await generateText({ model, prompt: "hello" });
    await generateText({ model, prompt: "hello" });
    expect(server.journal().map(({ key }) => key)).toEqual([LIMITED, KEY, KEY]);
  });

  it("are asked all the same, once, when no other is there", async () => {
    const { mayros, server } = await open({ GROQ_API_KEY: LIMITED });
    const model = mayros.languageModel("groq/m");
    for (let round = 0; round < 2; round += 1) {
      await expect(generateText({ model, prompt: "hello" })).rejects.toMatchObject({
        statusCode: 429,
      });
    }
    expect(server.journal()).toHaveLength(2);
  });

  it("cool for one model and not for the others of the provider", async () => {
    const { mayros, server } = await open({ GROQ_API_KEYS: `${LIMITED},${KEY}` });
    await generateText({ model: mayros.languageModel("groq/one"), prompt: "hello" });
    await generateText({ model: mayros.languageModel("groq/two"), prompt: "hello" });
    expect(server.journal().map(({ key }) => key)).toEqual([LIMITED, KEY, LIMITED, KEY]);
  });
});

describe("sessions", () => {
  it("stay with one profile while others take turns", async () => {
    const { mayros, server } = await open({});
    for (const name of ["a", "b"]) {
      const key = `sdk-test-key-0000${name}`;
      await mayros.auth.pasteApiKey({ provider: "groq", key, profileId: `groq:${name}` });
    }
    const ask = async (sessionId?: string): Promise<string | undefined> => {
      const model = mayros.languageModel("groq/m", { sessionId });
      await generateText({ model, prompt: "hello" });
      return server.journal().at(-1)?.key?.at(-1);
    };
    const first = await ask("s1");
    const second = await ask("s2");
    expect(new Set([first, second])).toEqual(new Set(["a", "b"]));
    expect([await ask("s1"), await ask("s1"), await ask("s2")]).toEqual([first, first, second]);
  });
});

describe("provider", () => {
  it("stands in a registry of the AI SDK, and is a function, too", async () => {
    const { mayros } = await open({ GROQ_API_KEY: KEY });
    const provider = mayros.provider();
    const registry = createProviderRegistry({ mayros: provider });
    for (const model of [registry.languageModel("mayros:groq/m"), provider("groq/m")]) {
      const { text } = await generateText({ model, prompt: "hello" });
      expect(text).toBe("Hello from the model server.");
    }
  });

  it("says that it has no image models", async () => {
    const { mayros } = await open({});
    expect(() => mayros.provider().imageModel("openai/x")).toThrow(/no image models/);
  });
});

describe("embeddings", () => {
  it.each(["openai/text-embedding-3-small", "groq/some-embedder"])(
    "come from %s, in the order of the texts",
    async (ref) => {
      const { mayros } = await open({ OPENAI_API_KEY: KEY, GROQ_API_KEY: KEY });
      const values = ["one", "two", "three"];
      const { embeddings } = await embedMany({ model: mayros.embeddingModel(ref), values });
      expect(embeddings).toHaveLength(3);
      for (const embedding of embeddings) expect(embedding.length).toBeGreaterThan(1);
      const again = await mayros.embed({ model: ref, values: ["two"] });
      expect(again.answer.embeddings[0]).toEqual(embeddings[1]);
    },
  );

  it("come from a wire of another shape", async () => {
    const { mayros } = await open({ GEMINI_API_KEY: KEY });
    const model = mayros.embeddingModel("google/gemini-embedding-001");
    const { embeddings } = await embedMany({ model, values: ["one"] });
    expect(embeddings[0]?.length).toBeGreaterThan(1);
  });

  it("are asked for with the next key after a rate limit", async () => {
    const { mayros, server } = await open({ OPENAI_API_KEYS: `${LIMITED},${KEY}` });
    const model = mayros.embeddingModel("openai/text-embedding-3-small");
    await embedMany({ model, values: ["one"] });
    expect(server.journal().map(({ key }) => key)).toEqual([LIMITED, KEY]);
  });

  it("are refused, before anything is sent, where the wire has none", async () => {
    const { mayros, server } = await open({ ANTHROPIC_API_KEY: KEY });
    const asked = mayros.embed({ model: "anthropic/claude-opus-4-6", values: ["one"] });
    await expect(asked).rejects.toMatchObject({ code: "MAYROS_OPERATION_UNSUPPORTED" });
    expect(server.journal()).toEqual([]);
  });
});
