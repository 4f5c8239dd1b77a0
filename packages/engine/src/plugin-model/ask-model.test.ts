// Models of others that do not behave: they hang, forget what they opened, go on after the end, quote keys. With a
// real connection under their fetch.
import { getEventListeners } from "node:events";
import { inspect } from "node:util";
import type { LanguageModelV4, ModelContext, ProviderCode, StreamPart } from "@mayros/core";
import { createTransport } from "@mayros/transport";
import { openaiCompletions } from "@mayros/wire/openai-completions";
import { describe, expect, it, onTestFinished } from "vitest";
import { run } from "../chat/run-chat.ts";
import type { ModelCall, RunHandle } from "../model-call.ts";
import { noMemory } from "../no-memory.ts";
import { acmeModel } from "../test/acme-model.ts";
import { listen } from "../test/listen.ts";

const KEY = "engine-canary-key-0001";
const VARIABLE = "engine-canary-variable-0002";
const usage = {
  inputTokens: { total: 1, noCache: 1, cacheRead: undefined, cacheWrite: undefined },
  outputTokens: { total: 1, text: 1, reasoning: undefined },
};
const text: StreamPart[] = [
  { type: "text-start", id: "0" },
  { type: "text-delta", id: "0", delta: "hello" },
  { type: "text-end", id: "0" },
];
const finish: StreamPart = {
  type: "finish",
  finishReason: { unified: "stop", raw: "stop" },
  usage,
};

interface Asked {
  readonly make: (context: ModelContext) => Partial<LanguageModelV4> | Promise<LanguageModelV4>;
  readonly code?: Partial<ProviderCode>;
  readonly call?: Partial<ModelCall>;
  readonly baseUrl?: string;
  /** Of the config. */
  readonly headers?: Record<string, string>;
  readonly keyless?: boolean;
  readonly patience?: number;
  readonly onPart?: (part: StreamPart) => void;
}

function start(asked: Asked): { handle: RunHandle; parts: StreamPart[]; said: string[] } {
  const { make, code, call, baseUrl = "http://127.0.0.1:9/v1", headers, onPart } = asked;
  const transport = createTransport({ version: "0.0.0" });
  onTestFinished(() => transport.close());
  const resolved = acmeModel({ baseUrl, ...(headers ? { headers } : {}) });
  const parts: StreamPart[] = [];
  const said: string[] = [];
  const createLanguageModel = (context: ModelContext) =>
    Promise.resolve(make(context)).then(
      (model) => ({ specificationVersion: "v4", ...model }) as LanguageModelV4,
    );
  const handle = run(
    [{ name: "acme/m", resolve: () => resolved }],
    { prompt: [{ role: "user", content: [{ type: "text", text: "hi" }] }], ...call },
    (part) => {
      parts.push(part);
      onPart?.(part);
    },
    {
      send: (request) => transport.send(request),
      loadCodec: async () => openaiCompletions,
      loadCode: async () => ({
        plugin: "acme",
        code: { createLanguageModel, ...code },
        hosts: [],
        secrets: [VARIABLE],
        fetchUntil: async () => fetch,
        context: {
          env: { ACME_OTHER: VARIABLE },
          files: { read: async () => "", which: async () => undefined },
          oauth: {},
          config: {},
          clock: { now: () => 0, sleep: async () => {} },
          log: (message) => void said.push(message),
        },
      }),
      listCandidates: async () => [
        {
          credential: asked.keyless ? undefined : { type: "api-key", key: KEY },
          source: { kind: "env", name: "ACME_API_KEY" },
        },
      ],
      memory: noMemory,
      patience: asked.patience,
      now: () => 1_000,
    },
  );
  return { handle, parts, said };
}

async function ask(asked: Asked) {
  const { handle, parts, said } = start(asked);
  const error = await handle.finished.then(
    () => undefined,
    (caught: unknown) => caught as Record<string, unknown>,
  );
  return { error, said, types: parts.map(({ type }) => type) };
}

const streaming = (...parts: StreamPart[]): Partial<LanguageModelV4> => ({
  doStream: async () => ({ stream: ReadableStream.from(parts) }),
});
const never = <Value>(): Promise<Value> => new Promise(() => {});

/** Models that say nothing, each at another point. */
const silent: readonly [name: string, asked: Asked][] = [
  ["is never made", { make: never }],
  ["never begins to stream", { make: () => ({ doStream: never }) }],
  ["never answers whole", { make: () => ({ doGenerate: never }), call: { stream: false } }],
  [
    "never goes on with its stream",
    { make: () => ({ doStream: async () => ({ stream: new ReadableStream() }) }) },
  ],
];

describe("an abort", () => {
  it.each(silent)("ends the request to a model that %s", async (_what, asked) => {
    const abort = new AbortController();
    const asking = ask({ ...asked, call: { ...asked.call, abortSignal: abort.signal } });
    setTimeout(() => abort.abort(), 20);
    expect((await asking).error).toMatchObject({
      code: "MAYROS_ABORTED",
      failure: { kind: "aborted" },
    });
    expect(getEventListeners(abort.signal, "abort")).toEqual([]);
  });

  it("before the start keeps the model from being made", async () => {
    let made = 0;
    const make = () => {
      made += 1;
      return streaming(...text, finish);
    };
    const { error } = await ask({ make, call: { abortSignal: AbortSignal.abort() } });
    expect(error).toMatchObject({ failure: { kind: "aborted" } });
    expect(made).toBe(0);
  });

  it.each([true, false])("by the sink is followed by no part (streamed: %s)", async (stream) => {
    const abort = new AbortController();
    const { error, types } = await ask({
      make: () => ({
        ...streaming(...text, finish),
        doGenerate: async () => ({
          content: [{ type: "text", text: "hello" }],
          finishReason: { unified: "stop", raw: "stop" },
          usage,
          warnings: [],
        }),
      }),
      call: { stream, abortSignal: abort.signal },
      onPart: ({ type }) => type === "text-delta" && abort.abort(),
    });
    expect(types.at(-1)).toBe("text-delta");
    expect(error).toMatchObject({ failure: { kind: "aborted" } });
  });
});

describe("silence", () => {
  // With the slack of ten seconds: a tenth of a second.
  const patience = -9_900;

  it.each(silent)(
    "of a model that %s ends as a time-out, without any signal",
    async (_what, asked) => {
      expect((await ask({ ...asked, patience })).error).toMatchObject({
        message: expect.stringContaining("the plugin acme said nothing for"),
        failure: { kind: "timeout" },
      });
    },
  );

  it("is none while bytes or parts come, nor while the caller pauses", async () => {
    const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
    const baseUrl = await listen((_, response) => {
      const drip = async (): Promise<void> => {
        for (const piece of "12345678") {
          response.write(piece);
          await wait(40);
        }
        response.end();
      };
      void drip();
    });
    const make = ({ fetch }: ModelContext) => ({
      async doStream() {
        await (await fetch(baseUrl)).text();
        const slowly = async function* () {
          for (const part of [...text, ...text, finish]) {
            yield part;
            await wait(40);
          }
        };
        return { stream: ReadableStream.from(slowly()) };
      },
    });
    const { handle } = start({ make, baseUrl, patience });
    handle.pause();
    setTimeout(() => handle.resume(), 300);
    await handle.finished;
  });

  it("of a stream is followed by nothing that comes later", async () => {
    const make = () => ({
      async doStream() {
        const late = async function* () {
          yield* text;
          await new Promise((resolve) => setTimeout(resolve, 250));
          yield finish;
        };
        return { stream: ReadableStream.from(late()) };
      },
    });
    const { handle, parts } = start({ make, patience });
    await expect(handle.finished).rejects.toMatchObject({ failure: { kind: "timeout" } });
    const { length } = parts;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(parts).toHaveLength(length);
  });
});

describe("the fetch of an attempt", () => {
  it("leaves no connection behind whose answer nobody read", async () => {
    const closed = Promise.withResolvers<void>();
    const baseUrl = await listen((request, response) => {
      request.socket.once("close", () => closed.resolve());
      response.writeHead(200).write("x".repeat(1 << 20));
    });
    const make = ({ fetch }: ModelContext) => ({
      async doStream() {
        await fetch(baseUrl);
        throw new Error("not what it wanted");
      },
    });
    expect((await ask({ make, baseUrl })).error).toMatchObject({ failure: { kind: "server" } });
    await closed.promise;
  });

  it("sends nothing once the attempt is over", async () => {
    let asked = 0;
    const baseUrl = await listen((_, response) => {
      asked += 1;
      response.end("ok");
    });
    let kept: typeof fetch | undefined;
    const make = ({ fetch }: ModelContext) => {
      kept = fetch;
      return streaming(...text, finish);
    };
    expect((await ask({ make, baseUrl })).error).toBeUndefined();
    await expect(kept?.(baseUrl)).rejects.toMatchObject({ code: "MAYROS_ABORTED" });
    expect(asked).toBe(0);
  });

  it("sends the headers of the config, also where they are the login", async () => {
    const seen: unknown[] = [];
    const baseUrl = await listen((request, response) => {
      seen.push(request.headers.authorization, request.headers["x-team"]);
      response.end("ok");
    });
    const make = ({ fetch }: ModelContext) => ({
      async doStream() {
        await (await fetch(baseUrl, { headers: { authorization: "Bearer placeholder" } })).text();
        return { stream: ReadableStream.from([...text, finish]) };
      },
    });
    const headers = { Authorization: "Bearer from-config", "X-Team": "red" };
    await ask({ make, baseUrl, headers, keyless: true });
    await ask({ make, baseUrl, headers });
    expect(seen).toEqual(["Bearer from-config", "red", `Bearer ${KEY}`, "red"]);
  });

  it("is given up by its library without anybody having aborted: a time-out", async () => {
    const baseUrl = await listen(() => {});
    const make = ({ fetch }: ModelContext) => ({
      async doStream() {
        const patience = new AbortController();
        setTimeout(() => patience.abort(), 20);
        await fetch(baseUrl, { signal: patience.signal });
        return { stream: ReadableStream.from([]) };
      },
    });
    expect((await ask({ make, baseUrl })).error).toMatchObject({ failure: { kind: "timeout" } });
  });
});

it("shows no key and no variable of the plugin in what it throws", async () => {
  const baseUrl = await listen((_, response) => void response.end("ok"));
  const make = ({ fetch, env }: ModelContext) => ({
    async doStream() {
      await (await fetch(`${baseUrl}?key=${KEY}`)).text();
      throw new Error(`no luck with ${KEY} and ${env.ACME_OTHER ?? ""}`);
    },
  });
  const { error } = await ask({ make, baseUrl });
  const shown = inspect(error, { depth: 10 });
  expect(shown).toContain("the plugin acme failed: no luck with ");
  expect(shown).not.toContain(KEY);
  expect(shown).not.toContain(VARIABLE);
});

it("keeps the plugin's error as the cause where it holds no key", async () => {
  const cause = new Error("no luck");
  const { error } = await ask({ make: () => ({ doStream: () => Promise.reject(cause) }) });
  expect(error?.cause).toBe(cause);
});

it("is content with an answer that had its end before its stream broke", async () => {
  const make = () => ({
    async doStream() {
      const broken = async function* () {
        yield* [...text, finish];
        throw new Error("too late to matter");
      };
      return { stream: ReadableStream.from(broken()) };
    },
  });
  const { error, types } = await ask({ make });
  expect(error).toBeUndefined();
  expect(types.at(-1)).toBe("finish");
});

it("takes a finish that says the stream was cut off for what it is", async () => {
  const interrupted: StreamPart = {
    ...finish,
    finishReason: { unified: "interrupted", raw: undefined },
  };
  const { error, types } = await ask({ make: () => streaming(...text, interrupted) });
  expect(error).toMatchObject({
    message: "acme failed: the answer ended early",
    failure: { kind: "network" },
  });
  expect(types).not.toContain("finish");
});

it("takes an error that leads back to itself", async () => {
  const odd: Record<string, unknown> = { message: "odd" };
  odd.error = odd;
  const { error } = await ask({ make: () => streaming({ type: "error", error: odd }) });
  expect(error).toMatchObject({ code: "MAYROS_PROVIDER_ERROR" });
});

it("goes by the wire format where the plugin's classifyError fails", async () => {
  const code: Partial<ProviderCode> = {
    classifyError() {
      throw new Error("oops");
    },
  };
  const limited = { message: "slow down", code: 429 };
  const make = () => streaming({ type: "error", error: limited });
  const { error, said } = await ask({ make, code });
  expect(error).toMatchObject({ failure: { kind: "rate_limit" } });
  expect(said).toEqual(["its classifyError failed: Error: oops"]);
});
