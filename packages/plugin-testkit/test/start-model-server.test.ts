// What the model server promises to the tests of everyone else.
import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { type ModelServer, type ModelServerOptions, startModelServer } from "../src/index.ts";

let server: ModelServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function start(options: ModelServerOptions = {}): Promise<ModelServer> {
  server = await startModelServer(options);
  return server;
}

const chat = "/openai/v1/chat/completions";
const messages = "/v1/messages";

function ask(
  url: string,
  path: string,
  key: string,
  stream = true,
  text = "hi",
): Promise<Response> {
  const auth = path === messages ? { "x-api-key": key } : { authorization: `Bearer ${key}` };
  return fetch(url + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...auth },
    body: JSON.stringify({
      model: "m",
      stream,
      max_tokens: 50,
      messages: [{ role: "user", content: text }],
    }),
  });
}

test("streams the default text in both wire formats", async () => {
  const { url, journal, bodies } = await start();
  const first = await ask(url, chat, "k1");
  expect(first.headers.get("content-type")).toContain("text/event-stream");
  expect(await first.text()).toMatch(/"content":"Hello from[\s\S]*data: \[DONE\]/);
  const second = await ask(url, messages, "k2");
  expect(await second.text()).toMatch(/"text":"Hello from[\s\S]*message_stop/);
  expect(journal()).toEqual([
    { path: chat, key: "k1", status: 200 },
    { path: messages, key: "k2", status: 200 },
  ]);
  const asked = { model: "m", messages: [{ role: "user", content: "hi" }] };
  expect(bodies()).toMatchObject([asked, asked]);
});

test("gives the replies it is told to give", async () => {
  const { url } = await start({
    replies: [
      { when: "weather", toolCalls: [{ name: "weather", arguments: '{"city":"Oslo"}' }] },
      { when: /sum/, text: "4", reasoning: "two and two" },
      { text: "fallback" },
    ],
  });
  expect(await (await ask(url, chat, "k", false, "the weather?")).text()).toContain("Oslo");
  expect(await (await ask(url, messages, "k", false, "sum?")).text()).toContain("two and two");
  expect(await (await ask(url, chat, "k", false, "other")).text()).toContain("fallback");
});

test("says in both wire formats how many tokens it counted", async () => {
  const { url } = await start({
    replies: [{ when: "long", text: "x", usage: { input: 900, output: 1 } }],
  });
  const openai = await (await ask(url, chat, "k", false)).json();
  expect(openai).toMatchObject({ usage: { prompt_tokens: 12, completion_tokens: 6 } });
  const anthropic = await (await ask(url, messages, "k", true)).text();
  expect(anthropic).toMatch(/"input_tokens":12/);
  expect(anthropic).toMatch(/"output_tokens":6/);
  expect(await (await ask(url, messages, "k", false, "long")).json()).toMatchObject({
    usage: { input_tokens: 900, output_tokens: 1 },
  });
});

test("answers 429 to the given keys only, in the shape of the path", async () => {
  const { url, journal } = await start({ rateLimitedKeys: ["slow"], retryAfter: 7 });
  const openai = await ask(url, chat, "slow");
  expect(openai.status).toBe(429);
  expect(openai.headers.get("retry-after")).toBe("7");
  expect(await openai.json()).toMatchObject({ error: { code: "rate_limit_exceeded" } });
  const anthropic = await ask(url, messages, "slow");
  expect(await anthropic.json()).toMatchObject({
    type: "error",
    error: { type: "rate_limit_error" },
  });
  expect((await ask(url, chat, "fast")).status).toBe(200);
  expect(journal().map((entry) => entry.status)).toEqual([429, 429, 200]);
});

test("answers 401 to keys outside a given list, and to no key", async () => {
  const { url } = await start({ knownKeys: ["good"], rateLimitedKeys: ["slow"] });
  expect((await ask(url, chat, "good")).status).toBe(200);
  expect((await ask(url, chat, "slow")).status).toBe(429);
  const bad = await ask(url, chat, "bad");
  expect(bad.status).toBe(401);
  expect(await bad.json()).toMatchObject({ error: { code: "invalid_api_key" } });
  expect(await (await ask(url, messages, "bad")).json()).toMatchObject({
    error: { type: "authentication_error" },
  });
  expect((await fetch(url + chat, { method: "POST", body: "{}" })).status).toBe(401);
});

test("begins a 200 stream with an error for the given keys", async () => {
  const { url } = await start({ failingStreamKeys: ["broken"] });
  const openai = await ask(url, chat, "broken");
  expect(openai.status).toBe(200);
  expect(await openai.text()).toMatch(/^data: {"error":{"message":"Rate limit/);
  const anthropic = await ask(url, messages, "broken");
  expect(await anthropic.text()).toMatch(/^event: error\ndata: {"type":"error"/);
});

test("stops while a stream is running, and frees the port", async () => {
  const { url, stop } = await start({ eventDelay: 10_000 });
  const running = ask(url, chat, "k").then((answer) => answer.text());
  running.catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 100));
  await stop();
  server = undefined;
  await expect(running).rejects.toThrow();
  const refused = await new Promise((resolve) => {
    connect(Number(new URL(url).port), "127.0.0.1")
      .on("connect", () => resolve(false))
      .on("error", () => resolve(true));
  });
  expect(refused).toBe(true);
});
