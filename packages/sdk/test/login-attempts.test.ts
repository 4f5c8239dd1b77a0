// What one attempt with a login is, beside its token: several hosts, other operations, models that a plugin makes, what
// a plugin says of errors, and callers who go away.
import { startAuthorizationServer } from "@mayros/plugin-testkit";
import { describe, expect, it, onTestFinished } from "vitest";
import { askAcme, exchanging, marking, openAcme, startLoginVendor } from "./login-vendor.ts";

const env = { ACME_API_KEY: "env-token" };

describe("several hosts", () => {
  const asking = async (first: string, nextHostOn: number[] = []) => {
    const second = await startLoginVendor();
    const declaration = {
      baseUrl: undefined,
      baseUrls: [`${first}/one`, `${second.url}/two`],
      nextHostOn,
    };
    const config = { apiBaseUrl: undefined };
    const opened = await openAcme({ vendor: second, provider: marking, declaration, config, env });
    return { second, ...(await askAcme(opened)) };
  };

  it("are one attempt: the next is asked where one can't be reached", async () => {
    const { second, error, steps } = await asking("http://127.0.0.1:1");
    expect([error, steps]).toEqual([undefined, "attempt"]);
    expect(second.asked.map(({ path }) => path)).toEqual(["/two/chat/completions?marked=1"]);
  });

  it("and by the statuses that the plugin names, with one credential", async () => {
    const first = await startLoginVendor();
    first.chat = () => 503;
    const { second, error, steps } = await asking(first.url, [503]);
    expect([error, steps]).toEqual([undefined, "attempt"]);
    const [one, two] = [...first.asked, ...second.asked];
    expect([one?.path, two?.path]).toEqual([
      "/one/chat/completions?marked=1",
      "/two/chat/completions?marked=1",
    ]);
    expect(two?.token).toBe(one?.token);
    expect(two?.body).toEqual(one?.body);
  });

  it("every other answer is one", async () => {
    const first = await startLoginVendor();
    first.chat = () => 503;
    const { second, error } = await asking(first.url, [429]);
    expect(error).toMatchObject({ statusCode: 503, url: expect.stringContaining("/one/chat") });
    expect(second.asked).toEqual([]);
  });

  it("the last one's failure is that of all", async () => {
    const first = await startLoginVendor();
    first.chat = () => 503;
    const declaration = {
      baseUrl: undefined,
      baseUrls: [`${first.url}/one`, "http://127.0.0.1:1/two"],
      nextHostOn: [503],
    };
    const config = { apiBaseUrl: undefined };
    const opened = await openAcme({ vendor: first, declaration, config, env });
    expect((await askAcme(opened)).error).toMatchObject({
      failure: { kind: "network" },
      url: expect.stringContaining("/two/chat"),
    });
  });
});

it("what a plugin says of an error goes before what the wire format says", async () => {
  const vendor = await startLoginVendor();
  vendor.chat = ({ token }) => (token === "a" ? 400 : undefined);
  const resetAt = Date.now() + 7_200_000;
  const provider = `classifyError(error) { return error.status === 400 ? { kind: "rate_limit",
    rotate: true, failover: true, cooldown: "ladder", resetAt: ${resetAt}, daily: true,
    message: "the plan is used up" } : undefined; },`;
  const opened = await openAcme({ vendor, provider, env: { ACME_API_KEYS: "a b" } });
  const { error, events, steps } = await askAcme(opened);
  expect([error, steps]).toEqual([undefined, "attempt failed cooldown attempt"]);
  expect(events[1]).toMatchObject({ kind: "rate_limit", status: 400 });
  const [cooldown] = events.filter(({ type }) => type === "cooldown");
  expect(cooldown).toMatchObject({
    until: expect.toSatisfy((until) => Math.abs(until - resetAt) < 60_000),
  });
});

it("embeddings are prepared, too", async () => {
  const vendor = await startLoginVendor();
  const opened = await openAcme({ vendor, provider: exchanging + marking, env });
  const answer = opened.mayros.embed({ model: "acme/acme-1", values: ["a"] });
  // Its answer is a stream of a chat, which is no list of vectors.
  await expect(answer).rejects.toMatchObject({ failure: { kind: "server" } });
  expect(vendor.asked[0]).toMatchObject({
    path: "/v1/embeddings?marked=1",
    token: "session-1-of-env-token",
    body: { marked: "acme-1" },
    headers: { "x-initiator": "user", "x-stream": "false" },
  });
});

describe("a model that the plugin makes", () => {
  const making = `createLanguageModel({ fetch, baseUrl }) { return { specificationVersion: "v4",
    provider: "acme", modelId: "m", supportedUrls: {}, async doStream() {
      const answer = await fetch(baseUrl + "/chat/completions", { method: "POST", body: "{}" });
      if (answer.status !== 200) throw Object.assign(new Error("refused"),
        { statusCode: answer.status, responseBody: await answer.text(), [Symbol.for("vercel.ai.error.AI_APICallError")]: true });
      await answer.text();
      const usage = { inputTokens: { total: 1 }, outputTokens: { total: 1 } };
      return { stream: ReadableStream.from([{ type: "stream-start", warnings: [] },
        { type: "text-start", id: "0" }, { type: "text-delta", id: "0", delta: "hello" }, { type: "text-end", id: "0" },
        { type: "finish", usage, finishReason: { unified: "stop", raw: "stop" } }]) };
    } }; },`;

  it("sends the session, and another one after a 401", async () => {
    const vendor = await startLoginVendor();
    vendor.chat = ({ token }) => (token === "session-1-of-env-token" ? 401 : undefined);
    const opened = await openAcme({ vendor, provider: exchanging + making, env });
    const { error, steps } = await askAcme(opened);
    expect([error, steps]).toEqual([undefined, "attempt refreshed"]);
    expect(vendor.asked.map(({ token }) => token)).toEqual([
      "session-1-of-env-token",
      "session-2-of-env-token",
    ]);
  });
});

describe("a caller who goes away while a login is made ready", () => {
  it("ends alone: the others get the session", async () => {
    const vendor = await startLoginVendor();
    const asked = Promise.withResolvers<void>();
    const answered = Promise.withResolvers<void>();
    const provider = `async openSession(credential) { globalThis.acmeAsked();
      await globalThis.acmeAnswered; return { token: "t-" + credential.key }; },`;
    Object.assign(globalThis, { acmeAsked: asked.resolve, acmeAnswered: answered.promise });
    const opened = await openAcme({ vendor, provider, env });
    const abort = new AbortController();
    const gone = askAcme(opened, { abortSignal: abort.signal });
    const staying = askAcme(opened);
    await asked.promise;
    abort.abort(new Error("enough"));
    expect((await gone).error).toMatchObject({
      failure: { kind: "aborted" },
      code: "MAYROS_ABORTED",
    });
    answered.resolve();
    expect((await staying).error).toBeUndefined();
    expect(vendor.asked.map(({ token }) => token)).toEqual(["t-env-token"]);
  });

  it("loses no token that was spent meanwhile", async () => {
    const vendor = await startLoginVendor();
    const server = await startAuthorizationServer({ latency: 300 });
    onTestFinished(() => server.stop());
    const { refresh } = server.issue();
    const opened = await openAcme({
      vendor,
      profiles: { "acme:me": { type: "oauth", access: "old", expiresAt: 1, refresh } },
      config: { tokenUrl: server.oauth.tokenUrl },
    });
    const abort = new AbortController();
    const gone = askAcme(opened, { abortSignal: abort.signal });
    while (server.stat().refreshes === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    abort.abort();
    expect((await gone).error).toMatchObject({ code: "MAYROS_ABORTED" });
    expect((await askAcme(opened)).error).toBeUndefined();
    expect(server.stat()).toMatchObject({ refreshes: 1, reused: 0 });
  });
});

describe("a fallback", () => {
  it("is asked where nobody is logged in, and where a login has ended", async () => {
    const vendor = await startLoginVendor();
    const server = await startAuthorizationServer();
    onTestFinished(() => server.stop());
    const profiles = {
      "acme:me": { type: "oauth", access: "old", expiresAt: 1, refresh: "no" },
    } as const;
    const local = {
      baseUrl: `${vendor.url}/local`,
      api: "openai-completions",
      models: [{ id: "m" }],
    };
    for (const more of [{}, { profiles }]) {
      const opened = await openAcme({
        vendor,
        config: { tokenUrl: server.oauth.tokenUrl },
        providers: { local },
        ...more,
      });
      const { error, steps } = await askAcme(opened, { fallbacks: ["local/m"] });
      expect(error).toBeUndefined();
      expect(steps).toMatch(/^(unready )?skipped fallback attempt$/);
      expect(opened.warnings).toContainEqual(
        expect.stringMatching(/^acme\/acme-1 is passed over: ./),
      );
    }
    expect(vendor.asked.map(({ path }) => path)).toEqual(
      Array.from({ length: 2 }, () => "/local/chat/completions"),
    );
  });
});

it("a server of this machine that is asked without a credential gets no session", async () => {
  const vendor = await startLoginVendor();
  const authMethods = [{ id: "key", kind: "api-key", label: "Key" }];
  const block = { baseUrl: `${vendor.url}/v1` };
  const opened = await openAcme({
    vendor,
    provider: exchanging,
    declaration: { authMethods },
    block,
  });
  expect((await askAcme(opened)).error).toBeUndefined();
  expect([vendor.exchanged, vendor.asked[0]?.token]).toEqual([[], "none"]);
});

it("what a vendor fetches itself is not fetched first because its plugin has code", async () => {
  const vendor = await startLoginVendor();
  const declaration = { api: "openai-responses" };
  const opened = await openAcme({ vendor, provider: marking, env, declaration });
  expect(await opened.mayros.languageModel("acme/acme-1").supportedUrls).not.toEqual({});
  const making = "createLanguageModel() {},";
  const made = await openAcme({ vendor, provider: making, env, declaration });
  expect(await made.mayros.languageModel("acme/acme-1").supportedUrls).toEqual({});
});
