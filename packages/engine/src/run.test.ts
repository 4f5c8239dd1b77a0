// The rotation loop alone, with a sender made of plain objects: which candidate is asked when.
import type { ResolvedModel } from "@mayros/catalog";
import { failureOf, MayrosError, type StreamPart, withModelDefaults } from "@mayros/core";
import type { Candidate } from "@mayros/credentials";
import { openaiCompletions } from "@mayros/wire/openai-completions";
import { describe, expect, it } from "vitest";
import type { EngineDependencies } from "./engine-dependencies.ts";
import { run } from "./run.ts";

const resolved: ResolvedModel = {
  ref: { provider: "acme", model: "m" },
  provider: {
    id: "acme",
    name: "Acme",
    api: "openai-completions",
    baseUrl: "https://acme.example/v1",
    headers: {},
    authHeader: false,
    compat: {},
    keyPrefix: "ACME",
    extraKeys: [],
    keyless: false,
    models: [],
  },
  model: withModelDefaults({ id: "m" }),
  api: "openai-completions",
  baseUrl: "https://acme.example/v1",
  headers: { "X-Team": "red", Authorization: "Bearer from-config" },
  compat: {},
  known: true,
};

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
    resolved,
    { prompt: [{ role: "user", content: [{ type: "text", text: "hi" }] }] },
    (part) => parts.push(part),
    {
      send,
      loadCodec: async () => openaiCompletions,
      listCandidates: async () => candidates,
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
