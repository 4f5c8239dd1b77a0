// Mayros models inside the AI SDK, against an independent model server, on both wire formats.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ProviderError } from "@mayros/core";
import { startModelServer } from "@mayros/plugin-testkit";
import { APICallError, generateText, streamText } from "ai";
import { describe, expect, it, onTestFinished } from "vitest";
import { createMayros } from "../src/index.ts";
import { weather } from "./weather-tool.ts";

const KEY = "sdk-test-key-00001";
const LIMITED = "sdk-test-key-limited-1";

async function open(env: Record<string, string> = { GROQ_API_KEY: KEY, ANTHROPIC_API_KEY: KEY }) {
  const server = await startModelServer({
    rateLimitedKeys: [LIMITED],
    replies: [
      { when: "weather", toolCalls: [{ name: "weather", arguments: '{"city":"Oslo"}' }] },
      { when: "think", reasoning: "Let me see.", text: "Done." },
    ],
  });
  const home = mkdtempSync(join(tmpdir(), "mayros-sdk-"));
  writeFileSync(
    join(home, "mayros.json"),
    JSON.stringify({
      models: {
        providers: { groq: { baseUrl: `${server.url}/v1` }, anthropic: { baseUrl: server.url } },
      },
    }),
  );
  const mayros = createMayros({ env: { MAYROS_STATE_DIR: home, ...env } });
  onTestFinished(async () => {
    mayros.close();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  });
  return { mayros, server };
}

describe.each(["groq/llama-3.3-70b-versatile", "anthropic/claude-opus-4-6"])("%s", (ref) => {
  it("answers generateText, with usage", async () => {
    const { mayros } = await open();
    const result = await generateText({ model: mayros.languageModel(ref), prompt: "hello" });
    expect(result.text).toBe("Hello from the model server.");
    expect(result.finishReason).toBe("stop");
    expect(result.usage.outputTokens).toBeGreaterThan(0);
  });

  it("answers streamText in pieces", async () => {
    const { mayros } = await open();
    const result = streamText({ model: mayros.languageModel(ref), prompt: "hello" });
    const pieces: string[] = [];
    for await (const piece of result.textStream) pieces.push(piece);
    expect(pieces.join("")).toBe("Hello from the model server.");
    expect(pieces.length).toBeGreaterThan(1);
  });

  it("calls tools", async () => {
    const { mayros } = await open();
    const result = await generateText({
      model: mayros.languageModel(ref),
      prompt: "weather",
      tools: { weather },
    });
    expect(result.toolCalls).toMatchObject([{ toolName: "weather", input: { city: "Oslo" } }]);
    expect(result.finishReason).toBe("tool-calls");
  });

  it("hands over reasoning apart from text", async () => {
    const { mayros } = await open();
    const result = await generateText({ model: mayros.languageModel(ref), prompt: "think" });
    expect(result.text).toBe("Done.");
    expect(result.reasoningText).toBe("Let me see.");
  });

  it("rejects with an APICallError that is not retried", async () => {
    const { mayros, server } = await open({ GROQ_API_KEY: LIMITED, ANTHROPIC_API_KEY: LIMITED });
    const model = mayros.languageModel(ref);
    const error = await generateText({ model, prompt: "hello" }).catch((caught: unknown) => caught);
    expect(APICallError.isInstance(error)).toBe(true);
    expect(ProviderError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({
      statusCode: 429,
      code: "MAYROS_RATE_LIMITED",
      failure: { kind: "rate_limit", rotate: true },
    });
    expect((error as ProviderError).failure.resetAt).toBeGreaterThan(Date.now());
    expect(server.journal()).toHaveLength(1);
  });

  it("stops the request when it is aborted", async () => {
    const { mayros } = await open();
    const abort = new AbortController();
    abort.abort();
    const model = mayros.languageModel(ref);
    await expect(
      generateText({ model, prompt: "hello", abortSignal: abort.signal, maxRetries: 0 }),
    ).rejects.toThrow();
  });
});

describe("run", () => {
  it("pushes parts in order: start, metadata, text, finish", async () => {
    const { mayros } = await open();
    const types: string[] = [];
    const handle = mayros.run(
      { model: "groq/m", prompt: [{ role: "user", content: [{ type: "text", text: "hello" }] }] },
      (part) => types.push(part.type),
    );
    await handle.finished;
    expect(types[0]).toBe("stream-start");
    expect(types.at(-1)).toBe("finish");
    expect((await handle.opened).source).toEqual({ kind: "env", name: "GROQ_API_KEY" });
  });

  it("puts out nothing of an attempt that was given up", async () => {
    const { mayros } = await open({ GROQ_API_KEYS: `${LIMITED},${KEY}` });
    const types: string[] = [];
    const events: string[] = [];
    const handle = mayros.run(
      {
        model: "groq/m",
        prompt: [{ role: "user", content: [{ type: "text", text: "hello" }] }],
        onEvent: (event) => events.push(event.type),
      },
      (part) => types.push(part.type),
    );
    await handle.finished;
    expect(types.filter((type) => type === "stream-start")).toHaveLength(1);
    expect(events).toEqual(["attempt", "failed", "cooldown", "attempt"]);
  });

  it("uses one stored profile and no other key when it is named", async () => {
    const { mayros, server } = await open({ GROQ_API_KEY: KEY });
    await mayros.auth.pasteApiKey({ provider: "groq", key: LIMITED, profileId: "groq:work" });
    const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hello" }] }];
    const handle = mayros.run({ model: "groq/m", profile: "groq:work", prompt }, () => {});
    await expect(handle.finished).rejects.toMatchObject({ statusCode: 429 });
    expect(server.journal().map(({ key }) => key)).toEqual([LIMITED]);
  });

  it("sees a config that changed meanwhile", async () => {
    const { mayros } = await open();
    await expect(mayros.models.resolve()).rejects.toMatchObject({ code: "MAYROS_MODEL_UNSET" });
    await mayros.models.setDefault("groq/m");
    expect((await mayros.models.resolve()).ref).toEqual({ provider: "groq", model: "m" });
  });
});
