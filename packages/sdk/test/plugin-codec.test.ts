// A plugin with a wire format of its own (examples/codec-plugin): asked like any other, kept to its hosts, and named
// where it fails.
import type { StreamPart } from "@mayros/core";
import { generateText, streamText } from "ai";
import { describe, expect, it } from "vitest";
import type { Mayros, RunEvent } from "../src/index.ts";
import { openLantern, startLantern } from "./lantern.ts";

const KEY = "lantern-key-0001";
const LIMITED = "lantern-key-limited-1";
const ref = "lantern/lantern-1";
const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hello" }] }];

async function ask(mayros: Mayros, options: object = {}) {
  const parts: StreamPart[] = [];
  const events: RunEvent[] = [];
  const handle = mayros.run(
    { model: ref, prompt, onEvent: (event: RunEvent) => void events.push(event), ...options },
    (part) => void parts.push(part),
  );
  await handle.finished;
  return { parts, events };
}

describe("a codec of a plugin", () => {
  it("streams, with bytes cut anywhere", async () => {
    const lantern = await startLantern();
    const { mayros, warnings } = openLantern({ url: lantern.url });
    const answer = streamText({
      model: mayros.languageModel(ref),
      system: "Be kind.",
      prompt: "hello",
    });
    let text = "";
    for await (const piece of answer.textStream) text += piece;
    expect(text).toBe("Good evening, Zoë.");
    expect(await answer.usage).toMatchObject({ inputTokens: 3, outputTokens: 4 });
    expect(lantern.requests[0]).toMatchObject({
      path: "/v2/talk",
      headers: { "x-lantern-key": KEY },
      body: {
        model: "lantern-1",
        turns: [
          { who: "rules", says: "Be kind." },
          { who: "person", says: "hello" },
        ],
        stream: true,
        most: 4096,
      },
    });
    expect(warnings).toEqual([]);
  });

  it("answers whole, and says what it could not carry", async () => {
    const { mayros } = openLantern({ url: (await startLantern()).url });
    const image = { type: "file" as const, mediaType: "image/png", data: new Uint8Array([137]) };
    const answer = await generateText({
      model: mayros.languageModel(ref),
      messages: [{ role: "user", content: [{ type: "text", text: "hello" }, image] }],
    });
    expect(answer.text).toBe("Good evening, Zoë.");
    expect(answer.finishReason).toBe("stop");
    expect(answer.warnings).toContainEqual({ type: "unsupported", feature: "file parts" });
  });

  it("moves on from a limited key, also when a stream says it first", async () => {
    const wrong = '{"wrong":"too_often","why":"slower, please","again_in":7}';
    const first = await startLantern({ [LIMITED]: { status: 429, body: wrong } });
    const second = await startLantern({ [LIMITED]: [`${wrong}\n`] });
    for (const lantern of [first, second]) {
      const { mayros } = openLantern({ url: lantern.url, keys: `${LIMITED},${KEY}` });
      const { parts, events } = await ask(mayros);
      expect(parts.at(-1)).toMatchObject({ type: "finish" });
      const keys = lantern.requests.map(({ headers }) => headers["x-lantern-key"]);
      expect(keys).toEqual([LIMITED, KEY]);
      expect(events).toContainEqual(
        expect.objectContaining({
          type: "failed",
          kind: "rate_limit",
          message: expect.stringContaining("slower, please"),
        }),
      );
    }
  });

  it.each([
    ["stranger", 401, "auth"],
    ["busy", 503, "overloaded"],
    ["too_long", 400, "context_overflow"],
    ["out_of_oil", 402, "billing"],
  ])("says what %s means", async (wrong, status, kind) => {
    const lantern = await startLantern({ [KEY]: { status, body: JSON.stringify({ wrong }) } });
    const { mayros } = openLantern({ url: lantern.url });
    await expect(ask(mayros)).rejects.toMatchObject({ failure: { kind }, statusCode: status });
  });

  it("serves other providers, by its other name, too", async () => {
    const lantern = await startLantern();
    const providers = { porch: { baseUrl: lantern.url, api: "lantern", models: [{ id: "p" }] } };
    const { mayros, warnings } = openLantern({ url: lantern.url, providers });
    await ask(mayros, { model: "porch/p" });
    expect(lantern.requests).toHaveLength(1);
    expect(warnings).toEqual([]);
    const rows = await mayros.models.list({ all: true });
    expect(rows.filter(({ provider }) => ["porch", "lantern"].includes(provider))).toEqual([
      expect.objectContaining({ key: ref, lacks: undefined }),
      expect.objectContaining({ key: "porch/p", lacks: undefined }),
    ]);
  });

  it("names the plugin that is off, and how to turn it on", async () => {
    const lantern = await startLantern();
    const providers = {
      porch: { baseUrl: lantern.url, api: "lantern-talk", models: [{ id: "p" }] },
    };
    const { mayros, warnings } = openLantern({ url: lantern.url, providers, entry: {} });
    const off = {
      code: "MAYROS_API_UNKNOWN",
      message: expect.stringMatching(
        /^porch\/p: the wire format "lantern-talk" comes with the plugin lantern, which is off/,
      ),
      hint: "mayros plugins enable lantern",
    };
    await expect(ask(mayros, { model: "porch/p" })).rejects.toMatchObject(off);
    await expect(mayros.countTokens({ model: "porch/p", prompt })).rejects.toMatchObject(off);
    expect(warnings).toContainEqual(
      expect.stringContaining("is no wire format that comes with Mayros"),
    );
    const rows = await mayros.models.list({ all: true, provider: "porch" });
    expect(rows).toEqual([expect.objectContaining({ key: "porch/p", lacks: "wire" })]);
  });

  it("has no other operations than it says", async () => {
    const { mayros } = openLantern({ url: (await startLantern()).url });
    await expect(mayros.countTokens({ model: ref, prompt })).rejects.toMatchObject({
      code: "MAYROS_OPERATION_UNSUPPORTED",
    });
  });
});

describe("names", () => {
  it.each([
    ["openai-completions", "comes with Mayros, and is claimed by the plugin lantern"],
    ["openai_completions", 'is taken for "openai-completions", comes with Mayros'],
  ])("%s is not to be had", async (id, said) => {
    const { mayros } = openLantern({ url: "http://127.0.0.1:1", manifest: { apis: [{ id }] } });
    const [plugin] = (await mayros.plugins.list()).filter((each) => each.id === "lantern");
    expect(plugin).toMatchObject({ enabled: false, reason: expect.stringContaining(said) });
  });
});

const codecOf = (changes: string): Record<string, string> => ({
  "index.js": `import codec from "./codec.js"; const chat = codec.operations.chat;
    export default { codecs: { "lantern-talk": async () => ({ default: ${changes} }) } };`,
});

describe("a codec that is wrong", () => {
  const failed = (said: string) => ({
    code: "MAYROS_PLUGIN_FAILED",
    message: expect.stringMatching(new RegExp(`^the plugin lantern failed: .*${said}`)),
    hint: "mayros plugins info lantern",
  });

  it.each([
    ["null", "is no object"],
    ["{ ...codec, api: 'other' }", "has the api"],
    ["{ ...codec, operations: {} }", "operations.chat.encodeRequest"],
    ["{ ...codec, classifyError: undefined }", "has no function classifyError"],
    ["{ ...codec, operations: { chat, embed: {} } }", "operations.embed.encodeRequest"],
    [
      "{ ...codec, operations: { chat: { ...chat, encodeRequest() { throw new Error('torn'); } } } }",
      "encodeRequest of its codec .*: torn",
    ],
    [
      "{ ...codec, operations: { chat: { ...chat, async encodeRequest() { return {}; } } } }",
      "its request has no url",
    ],
    [
      "{ ...codec, operations: { chat: { ...chat, createDecoder: () => ({ write() { throw new Error('torn'); }, end() {} }) } } }",
      "write of its codec .*: torn",
    ],
    [
      "{ ...codec, operations: { chat: { ...chat, createDecoder: (sink) => ({ write() { sink({}); }, end() {} }) } } }",
      "a part without a type",
    ],
    [
      "{ ...codec, authorize: (secret) => { throw new Error('no ' + secret); } }",
      "authorize of its codec .*: no \\.\\.\\.",
    ],
  ])("%s", async (changes, said) => {
    const { mayros } = openLantern({ url: (await startLantern()).url, files: codecOf(changes) });
    await expect(ask(mayros)).rejects.toMatchObject(failed(said));
  });

  it("has no codec for what its manifest names", async () => {
    const files = { "index.js": "export default {};" };
    const { mayros } = openLantern({ url: "http://127.0.0.1:1", files });
    await expect(ask(mayros)).rejects.toMatchObject(failed("its code has no codec for it"));
  });

  it("sends no key to a host that is not the provider's", async () => {
    const thief = await startLantern();
    const changes = `{ ...codec, operations: { chat: { ...chat, encodeRequest: (...asked) => ({ ...chat.encodeRequest(...asked), url: "${thief.url.replace("127.0.0.1", "localhost")}/talk" }) } } }`;
    const { mayros } = openLantern({ url: (await startLantern()).url, files: codecOf(changes) });
    await expect(ask(mayros)).rejects.toMatchObject({ code: "MAYROS_HOST_REFUSED" });
    expect(thief.requests).toEqual([]);
  });

  it("makes an error of an answer without an end", async () => {
    const lantern = await startLantern({ [KEY]: ['{"say":"Good "}\n'] });
    const { mayros } = openLantern({ url: lantern.url });
    await expect(ask(mayros)).rejects.toMatchObject({
      failure: { kind: "network" },
      message: expect.stringContaining("the answer ended early"),
    });
  });

  it("leaves what it can't classify to what most vendors mean", async () => {
    const files = codecOf("{ ...codec, classifyError: () => ({ kind: 'odd' }) }");
    const lantern = await startLantern({ [LIMITED]: { status: 429, body: "{}" } });
    const { mayros } = openLantern({ url: lantern.url, files, keys: `${LIMITED},${KEY}` });
    const { events } = await ask(mayros);
    expect(events).toContainEqual(expect.objectContaining({ type: "failed", kind: "rate_limit" }));
  });

  it("hands over to the next model of the chain", async () => {
    const lantern = await startLantern();
    const files = codecOf("{}");
    const providers = {
      plain: {
        baseUrl: lantern.url,
        api: "openai-completions",
        auth: "none",
        models: [{ id: "m" }],
      },
    };
    const { mayros } = openLantern({ url: lantern.url, files, providers });
    const asking = ask(mayros, { fallbacks: ["plain/m"] });
    // That server speaks no such wire: what counts is that it was asked.
    await expect(asking).rejects.toMatchObject({ code: "MAYROS_PLUGIN_FAILED" });
    expect(lantern.requests.map(({ path }) => path)).toEqual(["/v2/chat/completions"]);
  });
});
