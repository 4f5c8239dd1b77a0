// Every wire format as a program uses it, against a model server that is not ours: text, reasoning, tools,
// pictures and errors, streamed and whole.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startModelServer } from "@mayros/plugin-testkit";
import { APICallError, generateText, streamText } from "ai";
import { describe, expect, it, onTestFinished } from "vitest";
import { createMayros } from "../src/index.ts";
import { weather } from "./weather-tool.ts";

const KEY = "wire-test-key-00001";
const LIMITED = "wire-test-key-limited-1";
const FAILING = "wire-test-key-failing-1";
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);

async function open(api: string, path: string, { keys = KEY, model = "model-1" } = {}) {
  const server = await startModelServer({
    knownKeys: [KEY],
    rateLimitedKeys: [LIMITED],
    failingStreamKeys: [FAILING],
    replies: [
      {
        when: "weather",
        afterTool: false,
        toolCalls: [
          { name: "weather", arguments: '{"city":"Oslo"}' },
          { name: "weather", arguments: '{"city":"Köln"}' },
        ],
      },
      { when: "weather", afterTool: true, text: "Sunny, both." },
      { when: "think", reasoning: "Let me see.", text: "Done." },
      { when: "count", text: "One.", usage: { input: 7, output: 3 } },
    ],
  });
  const home = mkdtempSync(join(tmpdir(), "mayros-wires-"));
  const declared = { id: "model-1", reasoning: true, input: ["text", "image"] };
  const box = { baseUrl: `${server.url}${path}`, api, models: [declared] };
  writeFileSync(join(home, "mayros.json"), JSON.stringify({ models: { providers: { box } } }));
  const mayros = createMayros({ env: { MAYROS_STATE_DIR: home, BOX_API_KEYS: keys } });
  onTestFinished(async () => {
    mayros.close();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  });
  return { model: mayros.languageModel(`box/${model}`), server };
}

const rejection = async (promise: PromiseLike<unknown>): Promise<unknown> =>
  Promise.resolve(promise).then(
    () => expect.fail("it did not reject"),
    (error: unknown) => error,
  );

describe.each([
  ["openai-completions", "/v1"],
  ["openai-responses", "/v1"],
  ["anthropic-messages", ""],
  ["google-generative-ai", "/v1beta"],
])("%s", (api, path) => {
  it("answers with text and what it cost", async () => {
    const { model } = await open(api, path);
    const whole = await generateText({ model, prompt: "count" });
    expect(whole).toMatchObject({ text: "One.", finishReason: "stop" });
    expect(whole.usage).toMatchObject({ inputTokens: 7, outputTokens: 3 });

    const stream = streamText({ model, prompt: "hello" });
    const pieces: string[] = [];
    for await (const piece of stream.textStream) pieces.push(piece);
    expect(pieces.join("")).toBe("Hello from the model server.");
    expect(pieces.length).toBeGreaterThan(1);
  });

  it("tells reasoning apart from text", async () => {
    const { model } = await open(api, path);
    const answer = await generateText({ model, prompt: "think" });
    expect(answer).toMatchObject({ text: "Done.", reasoningText: "Let me see." });
    const stream = streamText({ model, prompt: "think" });
    expect(await stream.reasoningText).toBe("Let me see.");
    expect(await stream.text).toBe("Done.");
  });

  it("asks a model that no list has to reason as much as the call wants", async () => {
    const { model, server } = await open(api, path, { model: "new-one" });
    const { warnings } = await generateText({ model, prompt: "hi", reasoning: "high" });
    expect(JSON.stringify(server.bodies())).toMatch(/"(?:\w*effort|thinkingLevel)":"high"/);
    expect(warnings).toEqual([]);
  });

  it("calls tools side by side, and gives their results back", async () => {
    const { model, server } = await open(api, path);
    const asked = { model, prompt: "weather", tools: { weather } };
    const { staticToolCalls: toolCalls, finishReason } = await generateText(asked);
    expect(toolCalls.map(({ input }) => input)).toEqual([{ city: "Oslo" }, { city: "Köln" }]);
    expect(finishReason).toBe("tool-calls");

    const calls = toolCalls.map(({ toolCallId, toolName, input }) => ({
      type: "tool-call" as const,
      toolCallId,
      toolName,
      input,
    }));
    const results = calls.map(({ toolCallId, toolName, input: { city } }) => {
      const output = { type: "text" as const, value: `sunny in ${city}` };
      return { type: "tool-result" as const, toolCallId, toolName, output };
    });
    const next = streamText({
      model,
      tools: { weather },
      messages: [
        { role: "user", content: "weather" },
        { role: "assistant", content: calls },
        { role: "tool", content: results },
      ],
    });
    expect(await next.text).toBe("Sunny, both.");
    const sent = JSON.stringify(server.bodies().at(-1));
    expect(sent).toContain("sunny in Oslo");
    expect(sent).toContain("sunny in Köln");
  });

  it("shows a picture", async () => {
    const { model, server } = await open(api, path);
    const picture = { type: "file" as const, mediaType: "image/png", data: PNG };
    const content = [{ type: "text" as const, text: "hello" }, picture];
    const { text } = await generateText({ model, messages: [{ role: "user", content }] });
    expect(text).toBe("Hello from the model server.");
    expect(JSON.stringify(server.bodies().at(-1))).toContain(Buffer.from(PNG).toString("base64"));
  });

  it.each([
    [LIMITED, 429, "MAYROS_RATE_LIMITED", "rate_limit"],
    ["somebody-elses-key-1", 401, "MAYROS_LOGIN_NEEDED", "auth"],
  ])("rejects %s with %i", async (key, statusCode, code, kind) => {
    const { model, server } = await open(api, path, { keys: key });
    const error = await rejection(generateText({ model, prompt: "hello" }));
    expect(APICallError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ statusCode, code, failure: { kind } });
    expect(server.journal()).toHaveLength(1);
  });

  it("asks with the next key where a stream begins with an error", async () => {
    const { model, server } = await open(api, path, { keys: `${FAILING},${KEY}` });
    expect(await streamText({ model, prompt: "hello" }).text).toBe("Hello from the model server.");
    expect(server.journal().map(({ key }) => key)).toEqual([FAILING, KEY]);
  });
});
