// The loops over candidates and models alone, with a sender made of plain objects: who is asked when.
import {
  type FailureKind,
  failureOf,
  failureRules,
  MayrosError,
  type StreamPart,
} from "@mayros/core";
import type { Candidate } from "@mayros/credentials";
import { openaiCompletions } from "@mayros/wire/openai-completions";
import { describe, expect, it } from "vitest";
import type { EngineDependencies } from "../engine-dependencies.ts";
import type { ChainLink } from "../model-chain.ts";
import { noMemory } from "../no-memory.ts";
import type { RunStep } from "../run-event.ts";
import { acmeModel } from "../test/acme-model.ts";
import { run } from "./run-chat.ts";

const resolved = acmeModel({
  headers: { "X-Team": "red", Authorization: "Bearer from-config" },
});

const event = (content: unknown): string => `data: ${JSON.stringify(content)}\n\n`;
const hello = event({ choices: [{ delta: { content: "hello" } }] });
const stop = `${event({ choices: [{ delta: {}, finish_reason: "stop" }] })}data: [DONE]\n\n`;

interface Answer {
  status?: number;
  body?: string;
  headers?: Record<string, string>;
  fails?: MayrosError;
}

function sender(answers: Readonly<Record<string, Answer>>) {
  const asked: string[] = [];
  const headers: Readonly<Record<string, string>>[] = [];
  const send: EngineDependencies["send"] = async (request) => {
    const key = request.headers.authorization?.replace("Bearer ", "") ?? "none";
    asked.push(key);
    headers.push(request.headers);
    const { status = 200, body = hello + stop, headers: answered = {}, fails } = answers[key] ?? {};
    if (fails) throw fails;
    return {
      status,
      headers: answered,
      read: async (onBytes) => onBytes(Buffer.from(body)),
      text: async () => body,
      pause: () => {},
      resume: () => {},
      destroy: () => {},
    };
  };
  return { send, asked, headers };
}

async function ask(keys: readonly string[], answers: Readonly<Record<string, Answer>>) {
  const { send, asked, headers } = sender(answers);
  const parts: StreamPart[] = [];
  const candidates = keys.map(
    (key, index): Candidate => ({
      credential: { type: "api-key", key },
      source: { kind: "env", name: `KEY_${index + 1}` },
    }),
  );
  const handle = run(
    [{ name: "acme/m", resolve: () => resolved }],
    { prompt: [{ role: "user", content: [{ type: "text", text: "hi" }] }] },
    (part) => parts.push(part),
    {
      send,
      loadCodec: async () => openaiCompletions,
      listCandidates: async () => candidates,
      memory: noMemory,
      now: () => 1_000,
    },
  );
  const error = await handle.finished.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  const text = parts.flatMap((part) => (part.type === "text-delta" ? [part.delta] : [])).join("");
  return { asked, headers, error, text };
}

const error = (message: string, code?: string): string =>
  JSON.stringify({ error: { message, code } });

describe("run", () => {
  it.each<[string, Answer]>([
    ["429", { status: 429, body: error("slow down") }],
    ["a 403 whose text says quota", { status: 403, body: error("quota exceeded for this key") }],
    [
      "a 503 whose text says resource exhausted",
      { status: 503, body: error("RESOURCE_EXHAUSTED") },
    ],
    ["out of credit as 429", { status: 429, body: error("no credit", "insufficient_quota") }],
    [
      "a rate limit as first event of a 200",
      { body: event({ error: { message: "rate_limit", code: 429 } }) },
    ],
  ])("asks the next key after %s", async (_what, answer) => {
    const { asked, text, error: failure } = await ask(["a", "b"], { a: answer });
    expect(failure).toBeUndefined();
    expect(asked).toEqual(["a", "b"]);
    expect(text).toBe("hello");
  });

  it.each<[string, Answer, string]>([
    ["400", { status: 400, body: error("bad") }, "format"],
    ["401", { status: 401, body: error("who are you") }, "auth"],
    ["402", { status: 402, body: error("pay first") }, "billing"],
    ["404", { status: 404, body: error("no such model") }, "not_found"],
    ["500", { status: 500, body: "oops" }, "server"],
    ["503", { status: 503, body: error("busy") }, "overloaded"],
    [
      "a broken connection",
      { fails: new MayrosError("MAYROS_NETWORK", "gone", { details: { kind: "network" } }) },
      "network",
    ],
    ["an answer that ends early", { body: event({ choices: [{ delta: {} }] }) }, "network"],
  ])("fails at once after %s", async (_what, answer, kind) => {
    const { asked, error: failure } = await ask(["a", "b"], { a: answer });
    expect(asked).toEqual(["a"]);
    expect(failure).toMatchObject({ failure: { kind } });
  });

  it("never rotates once something was put out", async () => {
    const body = hello + event({ error: { message: "rate limit", code: 429 } });
    const { asked, text, error: failure } = await ask(["a", "b"], { a: { body } });
    expect(asked).toEqual(["a"]);
    expect(text).toBe("hello");
    expect(failure).toMatchObject({ failure: failureOf("rate_limit") });
  });

  it("returns the last error unchanged when all fail", async () => {
    const { asked, error: failure } = await ask(["a", "b", "c"], {
      a: { status: 429, body: error("first") },
      b: { status: 429, body: error("second") },
      c: { status: 429, body: error("third"), headers: { "retry-after": "7" } },
    });
    expect(asked).toEqual(["a", "b", "c"]);
    expect(failure).toMatchObject({
      statusCode: 429,
      responseBody: error("third"),
      failure: { resetAt: 8_000 },
    });
  });

  it("asks nobody without a candidate, and says how to log in", async () => {
    const { asked, error: failure } = await ask([], {});
    expect(asked).toEqual([]);
    expect(failure).toMatchObject({ code: "MAYROS_LOGIN_NEEDED", exitCode: 3 });
  });

  it("sends configured headers, and the credential over all of them", async () => {
    const { headers } = await ask(["a"], {});
    expect(headers[0]).toMatchObject({ "x-team": "red", authorization: "Bearer a" });
  });

  it("shows no key of any candidate in an error", async () => {
    const keys = ["key-one-0123456789", "key-two-0123456789"];
    const body = error(`${keys[0]} and ${keys[1]} are wrong`);
    const { error: failure } = await ask(keys, { [keys[0] ?? ""]: { status: 401, body } });
    const shown = JSON.stringify(failure, Object.getOwnPropertyNames(failure));
    for (const key of keys) expect(shown).not.toContain(key);
  });
});

/** A model of the chain: the keys of its provider, or why it can't be asked. */
type Link = readonly string[] | MayrosError;

/** Models `acme/0`, `acme/1`, ...; keys as for `ask`. */
async function askChain(
  links: readonly [Link, ...Link[]],
  answers: Readonly<Record<string, Answer>>,
  options: { readonly abortSignal?: AbortSignal; readonly stream?: boolean } = {},
  onPart: () => void = () => {},
) {
  const { send, asked } = sender(answers);
  const events: RunStep[] = [];
  const parts: StreamPart[] = [];
  const linkOf = (link: Link, index: number): ChainLink => ({
    name: `acme/${index}`,
    resolve() {
      if (link instanceof MayrosError) throw link;
      return { ...resolved, ref: { provider: "acme", model: String(index) } };
    },
  });
  const [first, ...fallbacks] = links;
  const handle = run(
    [linkOf(first, 0), ...fallbacks.map((link, index) => linkOf(link, index + 1))],
    {
      prompt: [{ role: "user", content: [{ type: "text", text: "hi" }] }],
      onEvent: (happened) => events.push(happened),
      ...options,
    },
    (part) => {
      parts.push(part);
      onPart();
    },
    {
      send,
      loadCodec: async () => openaiCompletions,
      listCandidates: async ({ ref }) =>
        [links[Number(ref.model)]].flat().map((key) => ({
          credential: { type: "api-key", key: String(key) },
          source: { kind: "env", name: "KEY" },
        })),
      memory: noMemory,
      now: () => 1_000,
    },
  );
  const caught = await handle.finished.catch((failure: unknown) => failure);
  const opened = await handle.opened.catch(() => undefined);
  const text = parts.flatMap((part) => (part.type === "text-delta" ? [part.delta] : [])).join("");
  return { asked, events, caught, answeredBy: opened?.model.ref.model, text };
}

const failing = (kind: FailureKind): MayrosError =>
  new MayrosError("MAYROS_NETWORK", "no answer", { details: { kind } });
const loginNeeded = new MayrosError("MAYROS_LOGIN_NEEDED", "no credential", { hint: "log in" });

/** An answer of each kind, and whether the specification has the next model asked after it. */
const kinds: Readonly<Record<FailureKind, readonly [Answer, boolean]>> = {
  rate_limit: [{ status: 429, body: error("slow down") }, true],
  billing: [{ status: 402, body: error("pay first") }, true],
  auth: [{ status: 401, body: error("who are you") }, true],
  overloaded: [{ status: 503, body: error("busy") }, true],
  timeout: [{ fails: failing("timeout") }, true],
  network: [{ fails: failing("network") }, true],
  server: [{ status: 500, body: "oops" }, true],
  not_found: [{ status: 404, body: error("no such model") }, true],
  context_overflow: [{ status: 400, body: error("too long", "context_length_exceeded") }, false],
  format: [{ status: 400, body: error("bad") }, false],
  aborted: [{ fails: failing("aborted") }, false],
};

describe("run with fallbacks", () => {
  it.each(Object.keys(failureRules) as FailureKind[])(
    "after %s does as the table says",
    async (kind) => {
      const [answer, goesOn] = kinds[kind];
      const { asked, caught, answeredBy, events, text } = await askChain([["a"], ["b"]], {
        a: answer,
      });
      expect(asked).toEqual(goesOn ? ["a", "b"] : ["a"]);
      expect(text).toBe(goesOn ? "hello" : "");
      expect(answeredBy).toBe(goesOn ? "1" : undefined);
      const fallback = { type: "fallback", from: "acme/0", to: "acme/1", reason: kind };
      expect(events.filter(({ type }) => type === "fallback")).toEqual(goesOn ? [fallback] : []);
      expect(caught).toEqual(
        goesOn ? undefined : expect.objectContaining({ failure: failureOf(kind) }),
      );
    },
  );

  it("asks all candidates of a model before the next model", async () => {
    const limited = { status: 429, body: error("slow down") };
    const answers = { a: limited, b: limited, c: limited };
    const { asked, events } = await askChain(
      [
        ["a", "b"],
        ["c", "d"],
      ],
      answers,
    );
    expect(asked).toEqual(["a", "b", "c", "d"]);
    expect(events.map(({ type }) => type).join(" ")).toBe(
      "attempt failed attempt failed fallback attempt failed attempt",
    );
  });

  it("asks no other model once something was put out", async () => {
    const broken = { body: hello + event({ error: { message: "overloaded", code: 503 } }) };
    const { asked, text, caught, events } = await askChain([["a"], ["b"]], { a: broken });
    expect(asked).toEqual(["a"]);
    expect(text).toBe("hello");
    expect(caught).toMatchObject({ failure: failureOf("overloaded") });
    expect(events.map(({ type }) => type)).toEqual(["attempt", "failed"]);
  });

  it("asks no other model when the caller's sink throws, whatever it throws", async () => {
    const { asked, caught, events } = await askChain([["a"], ["b"]], {}, {}, () => {
      throw loginNeeded;
    });
    expect({ asked, caught }).toEqual({ asked: ["a"], caught: loginNeeded });
    expect(events.map(({ type }) => type)).toEqual(["attempt"]);
  });

  it("returns the last error unchanged when all fail", async () => {
    const { asked, caught } = await askChain([["a"], ["b"], loginNeeded], {
      a: { status: 500, body: "first" },
      b: { status: 402, body: error("second") },
    });
    expect(asked).toEqual(["a", "b"]);
    expect(caught).toMatchObject({ statusCode: 402, responseBody: error("second") });
  });

  it("passes over what can't be asked, and says so", async () => {
    const off = new MayrosError("MAYROS_PROVIDER_DISABLED", "acme is off");
    const refused = new MayrosError("MAYROS_HOST_REFUSED", "not over http");
    const chain: [Link, ...Link[]] = [["a"], off, ["b"], ["c"]];
    const answers = { a: { status: 500 }, b: { fails: refused } };
    const { asked, answeredBy, events } = await askChain(chain, answers);
    expect(asked).toEqual(["a", "b", "c"]);
    expect(answeredBy).toBe("3");
    expect(events.filter(({ type }) => type !== "attempt" && type !== "failed")).toMatchObject([
      { type: "skipped", model: "acme/1", number: 2, code: "MAYROS_PROVIDER_DISABLED" },
      { type: "fallback", from: "acme/0", to: "acme/2", reason: "server" },
      { type: "skipped", model: "acme/2", number: 3, code: "MAYROS_HOST_REFUSED" },
      { type: "fallback", from: "acme/0", to: "acme/3", reason: "server" },
    ]);
  });

  it("goes on from a first model without credential, whose error it is when nobody answers", async () => {
    const answered = await askChain([[], ["b"]], {});
    expect(answered).toMatchObject({ caught: undefined, answeredBy: "1" });
    expect(answered.events).toMatchObject([
      { type: "skipped", model: "acme/0", number: 1, code: "MAYROS_LOGIN_NEEDED" },
      { type: "fallback", from: "acme/0", to: "acme/1", reason: "MAYROS_LOGIN_NEEDED" },
      { type: "attempt", model: "acme/1" },
    ]);
    const failed = await askChain([loginNeeded, ["b"]], { b: { status: 500 } });
    expect(failed).toMatchObject({ asked: ["b"], caught: loginNeeded });
    // A request that is wrong is wrong wherever it is sent.
    const bad = await askChain([loginNeeded, ["b"]], { b: { status: 400, body: error("bad") } });
    expect(bad.caught).toMatchObject({ failure: { kind: "format" } });
  });

  it.each(["MAYROS_MODEL_NOT_ALLOWED", "MAYROS_PROVIDER_UNKNOWN", "MAYROS_REF_INVALID"] as const)(
    "hides no mistake about the first model: %s",
    async (code) => {
      const mistake = new MayrosError(code, "wrong");
      const { asked, caught, events } = await askChain([mistake, ["b"]], {});
      expect({ asked, caught, events }).toEqual({ asked: [], caught: mistake, events: [] });
    },
  );

  it("asks nobody else when the caller's time is over", async () => {
    const abortSignal = AbortSignal.abort();
    const answers = { a: { fails: failing("timeout") } };
    const { asked, caught } = await askChain([["a"], ["b"]], answers, { abortSignal });
    expect(asked).toEqual(["a"]);
    expect(caught).toMatchObject({ failure: { kind: "timeout" } });
  });

  it("is aborted by a sink in the middle of a whole answer, too", async () => {
    const abort = new AbortController();
    const message = { role: "assistant", content: "hello" };
    const body = JSON.stringify({ choices: [{ message, finish_reason: "stop" }] });
    const options = { abortSignal: abort.signal, stream: false };
    const { asked, caught } = await askChain([["a"], ["b"]], { a: { body } }, options, () =>
      abort.abort(),
    );
    expect(asked).toEqual(["a"]);
    expect(caught).toMatchObject({ failure: { kind: "aborted" } });
  });
});
