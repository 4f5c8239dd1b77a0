// The fallback chain against real servers: who is asked after which failure, and what the caller gets.
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { StreamPart } from "@mayros/core";
import { startModelServer } from "@mayros/plugin-testkit";
import { APICallError, generateText, streamText } from "ai";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Mayros, RunEvent } from "../src/index.ts";
import { openMayros } from "./open-mayros.ts";

const GOOD = "sdk-test-key-good-0001";
const LIMITED = ["sdk-test-key-limited-1", "sdk-test-key-limited-2"];
const ANSWER = "Hello from the model server.";

/** A vendor that answers everything in one way; returns its base URL. */
async function startFailing(answer: (outgoing: ServerResponse) => void) {
  let asked = 0;
  const server = createServer((incoming, outgoing) => {
    asked += 1;
    incoming.resume();
    incoming.on("end", () => answer(outgoing));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const stop = (): void => {
    server.closeAllConnections();
    server.close();
  };
  onTestFinished(stop);
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}/v1`, asked: () => asked, stop };
}

const says = (status: number, error: object) => (outgoing: ServerResponse) => {
  outgoing.writeHead(status, { "content-type": "application/json" });
  outgoing.end(JSON.stringify({ error }));
};

/** Some text, and then the connection is gone. */
const breaksOff = (outgoing: ServerResponse): void => {
  outgoing.writeHead(200, { "content-type": "text/event-stream" });
  const chunk = { choices: [{ index: 0, delta: { content: "Once upon" } }] };
  outgoing.write(`data: ${JSON.stringify(chunk)}\n\n`, () => outgoing.socket?.end());
};

interface Setup {
  /** Of the default model's provider, `first`. */
  readonly baseUrl: string;
  readonly env?: Record<string, string>;
  readonly fallbacks?: readonly string[];
  /** More of the config's sections. */
  readonly more?: { readonly agents?: object; readonly plugins?: object };
}

/** `first/m` falls back to `second/m`, which works unless its key is another. */
async function open({ baseUrl, env, fallbacks = ["second/m"], more = {} }: Setup) {
  const second = await startModelServer({ rateLimitedKeys: LIMITED, knownKeys: [GOOD] });
  onTestFinished(() => second.stop());
  const model = { primary: "first/m", fallbacks };
  const { mayros, warnings } = openMayros(
    {
      agents: { defaults: { model, ...more.agents } },
      models: {
        providers: {
          first: { baseUrl, api: "openai-completions" },
          second: { baseUrl: `${second.url}/v1`, api: "openai-completions" },
          // Not of this machine, so that it needs a key; nothing is sent without one.
          keyless: { baseUrl: "https://192.0.2.1/v1", api: "openai-completions" },
        },
        aliases: { safe: { model: "first/m", fallbacks: ["second/m"] }, plain: "first/m" },
      },
      ...(more.plugins ? { plugins: more.plugins } : {}),
    },
    env ?? { FIRST_API_KEY: GOOD, SECOND_API_KEY: GOOD },
  );
  return { mayros, warnings, second };
}

async function ask(mayros: Mayros, model?: string, profile?: string) {
  const parts: StreamPart[] = [];
  const events: RunEvent[] = [];
  const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hello" }] }];
  const onEvent = (event: RunEvent): void => void events.push(event);
  const handle = mayros.run({ model, profile, prompt, onEvent }, (part) => parts.push(part));
  const error: unknown = await handle.finished.catch((caught: unknown) => caught);
  const opened = await handle.opened.catch(() => undefined);
  const text = parts.flatMap((part) => (part.type === "text-delta" ? [part.delta] : [])).join("");
  const fallbacks = events.filter(({ type }) => type === "fallback");
  return { text, error, answeredBy: opened?.model.ref.provider, events, fallbacks };
}

describe("a default model with a fallback", () => {
  it.each<[string, string, (outgoing: ServerResponse) => void]>([
    ["500", "server", says(500, { message: "oops" })],
    ["402", "billing", says(402, { message: "pay first" })],
    ["401", "auth", says(401, { message: "who are you" })],
    ["404", "not_found", says(404, { message: "no such model" })],
    ["a cut connection", "network", (outgoing) => outgoing.destroy()],
  ])("falls back after %s", async (_what, reason, answer) => {
    const first = await startFailing(answer);
    const { mayros, warnings } = await open(first);
    const { text, answeredBy, fallbacks } = await ask(mayros);
    expect({ text, answeredBy }).toEqual({ text: ANSWER, answeredBy: "second" });
    const fallback = { type: "fallback", from: "first/m", to: "second/m", reason };
    expect(fallbacks).toEqual([{ ...fallback, requestId: expect.any(String) }]);
    expect(first.asked()).toBe(1);
    expect(warnings).toEqual([]);
  });

  it("falls back when nobody listens", async () => {
    const first = await startFailing(() => {});
    first.stop();
    const { mayros } = await open(first);
    expect(await ask(mayros)).toMatchObject({ text: ANSWER, fallbacks: [{ reason: "network" }] });
  });

  it("falls back when all keys are rate limited, not before", async () => {
    const first = await startModelServer({ rateLimitedKeys: LIMITED });
    onTestFinished(() => first.stop());
    const baseUrl = `${first.url}/v1`;
    const limited = LIMITED.join(",");
    const { mayros } = await open({
      baseUrl,
      env: { FIRST_API_KEYS: limited, SECOND_API_KEY: GOOD },
    });
    expect(await ask(mayros)).toMatchObject({
      text: ANSWER,
      fallbacks: [{ reason: "rate_limit" }],
    });
    expect(first.journal().map(({ key }) => key)).toEqual(LIMITED);
    const env = { FIRST_API_KEYS: `${limited},${GOOD}`, SECOND_API_KEY: GOOD };
    const { mayros: richer } = await open({ baseUrl, env });
    expect(await ask(richer)).toMatchObject({ answeredBy: "first", fallbacks: [] });
  });

  it.each<[string, (outgoing: ServerResponse) => void]>([
    ["context_overflow", says(400, { message: "too long", code: "context_length_exceeded" })],
    ["format", says(400, { message: "what?" })],
  ])("does not fall back after %s", async (kind, answer) => {
    const { mayros, second } = await open(await startFailing(answer));
    const { error, fallbacks } = await ask(mayros);
    expect(error).toMatchObject({ provider: "first", failure: { kind } });
    expect(fallbacks).toEqual([]);
    expect(second.journal()).toEqual([]);
  });

  it("does not fall back once output began", async () => {
    const { mayros, second } = await open(await startFailing(breaksOff));
    const { text, error, answeredBy } = await ask(mayros);
    expect({ text, answeredBy }).toEqual({ text: "Once upon", answeredBy: "first" });
    expect(error).toMatchObject({ provider: "first", failure: { kind: "network" } });
    expect(second.journal()).toEqual([]);
  });

  it("gives the last error when all fail", async () => {
    const first = await startFailing(says(500, { message: "oops" }));
    const env = { FIRST_API_KEY: GOOD, SECOND_API_KEY: LIMITED[0] ?? "" };
    const { mayros } = await open({ ...first, env });
    const { error, events } = await ask(mayros);
    expect(error).toMatchObject({ provider: "second", statusCode: 429, isRetryable: false });
    expect(events.filter(({ type }) => type === "failed")).toMatchObject([
      { model: "first/m", kind: "server", status: 500 },
      { model: "second/m", kind: "rate_limit", status: 429 },
    ]);
  });
});

describe("a model of the chain that can't be asked", () => {
  it("is passed over with a warning: no credential, provider off, not allowed, unknown", async () => {
    const first = await startFailing(says(500, { message: "oops" }));
    const fallbacks = ["keyless/m", "groq/m", "zai/glm-4.7", "nobody/m", "typo", "second/m"];
    const { mayros, warnings } = await open({
      ...first,
      fallbacks,
      more: {
        plugins: { entries: { groq: { enabled: false } } },
        agents: {
          modelPolicy: { allow: ["keyless/*", "groq/*", "nobody/*", "second/m"] },
        },
      },
    });
    const { text, events } = await ask(mayros);
    expect(text).toBe(ANSWER);
    expect(events.filter(({ type }) => type === "skipped" || type === "fallback")).toMatchObject([
      { model: "keyless/m", code: "MAYROS_LOGIN_NEEDED" },
      { model: "groq/m", code: "MAYROS_PROVIDER_DISABLED" },
      { model: "zai/glm-4.7", code: "MAYROS_MODEL_NOT_ALLOWED" },
      { model: "nobody/m", code: "MAYROS_PROVIDER_UNKNOWN" },
      { model: "typo", code: "MAYROS_REF_INVALID" },
      { type: "fallback", from: "first/m", to: "second/m", reason: "server" },
    ]);
    for (const name of fallbacks.slice(0, -1)) {
      expect(warnings).toContainEqual(expect.stringContaining(`${name} is passed over: `));
    }
  });

  it("is the default model without a credential: the next one answers, and it is said", async () => {
    const { mayros, warnings } = await open({
      baseUrl: "https://192.0.2.1/v1",
      env: { SECOND_API_KEY: GOOD },
    });
    const { text, fallbacks } = await ask(mayros);
    expect(text).toBe(ANSWER);
    expect(fallbacks).toMatchObject([{ from: "first/m", reason: "MAYROS_LOGIN_NEEDED" }]);
    expect(warnings).toEqual([
      expect.stringMatching(/^first\/m is passed over: no credential for first: .*; next: mayros /),
    ]);
  });

  it("is the default model without a credential: its error it is when nobody answers", async () => {
    const { mayros, warnings } = await open({
      baseUrl: "https://192.0.2.1/v1",
      env: {},
      fallbacks: ["keyless/m"],
    });
    const { error } = await ask(mayros);
    expect(error).toMatchObject({ code: "MAYROS_LOGIN_NEEDED", details: { provider: "first" } });
    expect(warnings).toEqual([expect.stringMatching(/^keyless\/m is passed over: /)]);
    const { mayros: failing } = await open({
      baseUrl: "https://192.0.2.1/v1",
      env: { SECOND_API_KEY: LIMITED[0] ?? "" },
    });
    expect((await ask(failing)).error).toMatchObject({ details: { provider: "first" } });
  });
});

describe("an explicit profile", () => {
  it("is the only credential of the whole chain", async () => {
    const first = await startFailing(says(500, { message: "oops" }));
    const { mayros, second } = await open(first);
    const { profileId } = await mayros.auth.pasteApiKey({ provider: "first", key: GOOD });
    const { error, events } = await ask(mayros, undefined, profileId);
    expect(error).toMatchObject({ provider: "first", statusCode: 500 });
    expect(events.at(-1)).toMatchObject({ type: "skipped", code: "MAYROS_PROFILE_UNKNOWN" });
    expect(second.journal()).toEqual([]);
  });
});

describe("who has fallbacks", () => {
  it("is not a model that was named, nor a plain alias of it", async () => {
    const { mayros, second } = await open(await startFailing(says(500, { message: "oops" })));
    for (const model of ["first/m", "plain"]) {
      const { error, events } = await ask(mayros, model);
      expect(error).toMatchObject({ provider: "first", statusCode: 500 });
      expect(events.map(({ type }) => type)).toEqual(["attempt", "failed"]);
    }
    expect(second.journal()).toEqual([]);
  });

  it("is an alias with fallbacks of its own", async () => {
    const { mayros } = await open({
      ...(await startFailing(says(500, { message: "oops" }))),
      fallbacks: [],
    });
    expect(await ask(mayros, "SAFE")).toMatchObject({ text: ANSWER, answeredBy: "second" });
    expect((await ask(mayros)).error).toMatchObject({ statusCode: 500 });
  });

  it("is the same for the AI SDK's models", async () => {
    const { mayros } = await open(await startFailing(says(500, { message: "oops" })));
    const model = mayros.languageModel("safe");
    expect((await generateText({ model, prompt: "hello" })).text).toBe(ANSWER);
    expect(await streamText({ model, prompt: "hello" }).text).toBe(ANSWER);
    const strict = generateText({ model: mayros.languageModel("first/m"), prompt: "hello" });
    const error: unknown = await strict.catch((caught: unknown) => caught);
    expect(APICallError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ statusCode: 500, isRetryable: false });
  });

  it("asks nobody else after an abort", async () => {
    const abort = new AbortController();
    const { mayros, second } = await open(await startFailing(() => abort.abort()));
    const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hello" }] }];
    const handle = mayros.run({ prompt, abortSignal: abort.signal }, () => {});
    await expect(handle.finished).rejects.toMatchObject({ code: "MAYROS_ABORTED" });
    expect(second.journal()).toEqual([]);
  });
});
