// Requests with logins, from the store to the vendor: tokens are fresh, sessions shared, what a plugin changed is
// changed back, and a refused token is renewed once. The vendor, the authorization server and the plugin are real.
import { startAuthorizationServer } from "@mayros/plugin-testkit";
import { describe, expect, it, onTestFinished } from "vitest";
import {
  type Asked,
  askAcme,
  exchanging,
  marking,
  openAcme,
  startLoginVendor,
} from "./login-vendor.ts";

const HOUR = 3_600_000;
const later = (): number => Date.now() + HOUR;
const login = (access: string, expiresAt: number, more: object = {}) => ({
  type: "oauth" as const,
  access,
  expiresAt,
  ...more,
});

async function startServer(options = {}) {
  const server = await startAuthorizationServer(options);
  onTestFinished(() => server.stop());
  return server;
}

describe("a login whose token has ended", () => {
  it("is refreshed once for a thousand callers, by the plain grant where the plugin has none", async () => {
    const [vendor, server] = [await startLoginVendor(), await startServer()];
    const { refresh } = server.issue();
    const opened = await openAcme({
      vendor,
      profiles: { "acme:me": login("ended", Date.now() - 1, { refresh }) },
      config: { tokenUrl: server.oauth.tokenUrl },
    });
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => askAcme(opened)));
    expect(new Set(answers.map(({ error }) => String(error)))).toEqual(new Set(["undefined"]));
    expect(server.stat()).toMatchObject({ refreshes: 1, reused: 0 });
    const tokens = new Set(vendor.asked.map(({ token }) => token));
    expect([...tokens].map((token) => server.knows(token))).toEqual([true]);
  });

  it("is refreshed by the plugin's own code, with what it may touch", async () => {
    const vendor = await startLoginVendor();
    const opened = await openAcme({
      vendor,
      auth: `async refresh(credential, context) {
        const { status } = await context.fetch(context.config.exchangeUrl,
          { method: "POST", headers: { authorization: "Bearer " + credential.refresh } });
        return { ...credential, access: "by-code-" + status, refresh: "next", expiresAt: Date.now() + 3600000 };
      }`,
      profiles: { "acme:me": login("ended", Date.now() - 1, { refresh: "once" }) },
    });
    expect((await askAcme(opened)).error).toBeUndefined();
    expect((await askAcme(opened)).error).toBeUndefined();
    expect(vendor.exchanged).toEqual(["once"]);
    expect(vendor.asked.map(({ token }) => token)).toEqual(["by-code-200", "by-code-200"]);
  });

  it("and can't be refreshed is passed over with a warning; its error is told where it is alone", async () => {
    const [vendor, server] = [await startLoginVendor(), await startServer()];
    const profiles = { "acme:old": login("ended", Date.now() - 1, { refresh: "revoked" }) };
    const config = { tokenUrl: server.oauth.tokenUrl };
    const alone = await openAcme({ vendor, profiles, config });
    const first = await askAcme(alone);
    expect(first.error).toMatchObject({
      code: "MAYROS_LOGIN_NEEDED",
      hint: "mayros models auth login --provider acme --profile-id acme:old",
    });
    // Nobody asks the server again before a person did something.
    const again = await askAcme(alone);
    expect(again.error).toMatchObject({
      code: "MAYROS_LOGIN_NEEDED",
      message: expect.stringMatching(/^no credential for acme: acme:old needs a new login: ./),
      hint: "mayros models auth login --provider acme --profile-id acme:old",
    });
    expect(server.journal()).toHaveLength(1);

    const both = await openAcme({ vendor, profiles, config, env: { ACME_API_KEY: "from-env" } });
    const { error, steps } = await askAcme(both);
    expect([error, steps]).toEqual([undefined, "unready attempt"]);
    expect(both.warnings).toEqual([expect.stringMatching(/^acme:old is passed over: ./)]);
    expect(vendor.asked.map(({ token }) => token)).toEqual(["from-env"]);
  });
});

it("a token goes in the Authorization header, and nowhere else", async () => {
  const vendor = await startLoginVendor();
  const opened = await openAcme({
    vendor,
    profiles: { "acme:me": login("canary-token", later()) },
  });
  expect((await askAcme(opened, { sessionId: "s1" })).error).toBeUndefined();
  const [
    {
      path,
      headers: { authorization, ...headers },
      body,
    },
  ] = vendor.asked as [Asked];
  expect(authorization).toBe("Bearer canary-token");
  expect(JSON.stringify([path, headers, body])).not.toContain("canary-token");
});

describe("a session", () => {
  it("is exchanged once for all who wait, for stored and environment credentials alike", async () => {
    const vendor = await startLoginVendor();
    vendor.session = (secret) => ({ token: `for-${secret}`, headers: { "X-Account": "a1" } });
    const opened = await openAcme({
      vendor,
      provider: exchanging,
      env: { ACME_API_KEY: "env-token" },
    });
    await Promise.all(Array.from({ length: 100 }, () => askAcme(opened)));
    await askAcme(opened);
    expect(vendor.exchanged).toEqual(["env-token"]);
    expect(new Set(vendor.asked.map(({ token }) => token))).toEqual(new Set(["for-env-token"]));
    expect(vendor.asked[0]?.headers["x-account"]).toBe("a1");
  });

  it("gives way to the headers of the config, and is got anew for another token", async () => {
    const vendor = await startLoginVendor();
    vendor.session = (secret) => ({ token: `for-${secret}`, headers: { "x-account": "vendor's" } });
    const { mayros, again } = await openAcme({
      vendor,
      provider: exchanging,
      profiles: { "acme:a": login("token-a", later()), "acme:b": login("token-b", later()) },
      block: { headers: { "X-Account": "mine" } },
    });
    for (const profile of ["acme:a", "acme:b", "acme:a"]) await askAcme({ mayros }, { profile });
    expect(vendor.exchanged).toEqual(["token-a", "token-b"]);
    expect(vendor.asked[0]?.headers["x-account"]).toBe("mine");
    // Not kept on disk.
    await askAcme({ mayros: again() }, { profile: "acme:a" });
    expect(vendor.exchanged).toHaveLength(3);
  });

  it("says where requests go, if its host is known", async () => {
    const vendor = await startLoginVendor();
    const config = { apiBaseUrl: undefined };
    const give = (baseUrl: string): void => {
      vendor.session = () => ({ token: "t", baseUrl });
    };
    give(`${vendor.url}/moved`);
    const opened = await openAcme({
      ...{ vendor, config, provider: exchanging, env: { ACME_API_KEY: "k" } },
    });
    expect((await askAcme(opened)).error).toBeUndefined();
    expect(vendor.asked[0]?.path).toBe("/moved/chat/completions");

    give("https://elsewhere.example/v1");
    const refused = await askAcme({ mayros: opened.again() });
    expect(refused.error).toMatchObject({
      code: "MAYROS_HOST_REFUSED",
      message: "acme: elsewhere.example is no host of this provider; nothing was sent there",
    });
    give("http://api.acme.example/v1");
    expect((await askAcme({ mayros: opened.again() })).error).toMatchObject({
      code: "MAYROS_HOST_REFUSED",
      message: expect.stringContaining("api.acme.example is asked over plain http"),
    });
    expect(vendor.asked).toHaveLength(1);
  });

  it.each([
    ["the plugin's config", {}, undefined],
    ["a block of the config", { apiBaseUrl: undefined }, "/block"],
  ])("does not move what %s says", async (_who, config, path) => {
    const vendor = await startLoginVendor();
    vendor.session = () => ({ token: "t", baseUrl: `${vendor.url}/moved` });
    const opened = await openAcme({
      ...{ vendor, config, provider: exchanging, env: { ACME_API_KEY: "k" } },
      ...(path === undefined ? {} : { block: { baseUrl: vendor.url + path } }),
    });
    expect((await askAcme(opened)).error).toBeUndefined();
    expect(vendor.asked[0]?.path).toBe(`${path ?? "/v1"}/chat/completions`);
  });

  it("is made of what the machine has, where its signs are there", async () => {
    const vendor = await startLoginVendor();
    const declaration = {
      authMethods: [
        { id: "here", kind: "ambient", label: "Here", ambient: { files: ["~/acme.json"] } },
      ],
    };
    const opened = await openAcme({ vendor, provider: exchanging, declaration });
    const listed = async () =>
      (await opened.mayros.models.list({ provider: "acme" })).map(({ available }) => available);
    const without = await askAcme(opened);
    expect(without.error).toMatchObject({
      code: "MAYROS_LOGIN_NEEDED",
      message: expect.stringMatching(
        /ACME_API_KEY is not set, and there is none of ~\/acme\.json$/,
      ),
    });
    const before = await listed();
    opened.write("acme.json", "{}");
    expect([before, await listed()]).toEqual([[], [true]]);
    const { error, events } = await askAcme(opened);
    expect(error).toBeUndefined();
    expect(events[0]).toMatchObject({ source: { kind: "ambient", name: "~/acme.json" } });
    expect(vendor.exchanged).toEqual(["of-this-machine"]);
    expect(vendor.asked[0]?.token).toBe("session-1-of-of-this-machine");
  });

  it("that nobody gives passes its credential over, and shows no secret", async () => {
    const vendor = await startLoginVendor();
    vendor.session = (secret) => (secret === "good" ? { token: "t" } : 403);
    const env = { ACME_API_KEYS: "no-seat-here good" };
    const opened = await openAcme({ vendor, provider: exchanging, env });
    const { error, steps } = await askAcme(opened);
    expect([error, steps]).toEqual([undefined, "unready attempt"]);
    vendor.session = (secret) => (secret === "good" ? 500 : 403);
    const { error: last } = await askAcme({ mayros: opened.again() });
    expect(last).toMatchObject({
      code: "MAYROS_PLUGIN_FAILED",
      message: "the plugin acme failed: the exchange answered 500",
    });
    expect(JSON.stringify([opened.warnings, String(last)])).not.toContain("no-seat-here");
  });
});

describe("prepare and reverse", () => {
  it("change what is sent and undo it, and callers see their own names", async () => {
    const vendor = await startLoginVendor();
    vendor.chat = ({ body }) => body.tools?.[0]?.function.name;
    const opened = await openAcme({
      ...{ vendor, provider: exchanging + marking },
      profiles: { "acme:me": login("token", later()) },
    });
    const schema = { type: "object" as const, properties: {} };
    const tools = [{ type: "function" as const, name: "weather", inputSchema: schema }];
    const { error, parts } = await askAcme(opened, { tools, sessionId: "s1" });
    expect(error).toBeUndefined();
    const [asked] = vendor.asked;
    expect(asked?.path).toBe("/v1/chat/completions?marked=1");
    expect(asked?.body).toMatchObject({
      marked: "acme-1",
      tools: [{ function: { name: "Acme_weather" } }],
    });
    expect(asked?.headers).toMatchObject({
      ...{ "x-initiator": "user", "x-image": "false", "x-stream": "true" },
      ...{ "x-credential": "oauth", "x-session": "s1" },
    });
    const names = parts.flatMap(({ toolName }) => toolName ?? []);
    expect(names.length).toBeGreaterThan(0);
    expect(new Set(names)).toEqual(new Set(["weather"]));
    expect(tools[0]?.name).toBe("weather");
  });

  it("know who asks, and for what", async () => {
    const vendor = await startLoginVendor();
    const opened = await openAcme({ vendor, provider: marking, env: { ACME_API_KEY: "k" } });
    const image = {
      type: "file",
      mediaType: "image/png",
      data: { type: "data", data: "iVBORw0K" },
    };
    const user = { role: "user", content: [{ type: "text", text: "look" }, image] };
    const said = { role: "assistant", content: [{ type: "text", text: "I look" }] };
    await askAcme(opened, { prompt: [user, said], stream: false });
    expect(vendor.asked[0]?.headers).toMatchObject({
      ...{ "x-initiator": "agent", "x-image": "true", "x-stream": "false" },
      ...{ "x-credential": "api-key", "x-session": "undefined" },
    });
  });

  it("send nothing to a host that nobody named, and are named when they fail", async () => {
    const vendor = await startLoginVendor();
    const asking = async (body: string) => {
      const provider = `prepare(session, outgoing) { ${body} },`;
      return (
        await askAcme(await openAcme({ vendor, provider, env: { ACME_API_KEY: "k-0123456789" } }))
      ).error;
    };
    expect(await asking('outgoing.url = "https://elsewhere.example/"')).toMatchObject({
      code: "MAYROS_HOST_REFUSED",
    });
    expect(await asking("throw new Error(outgoing.headers.authorization)")).toMatchObject({
      code: "MAYROS_PLUGIN_FAILED",
      message: expect.not.stringContaining("k-0123456789"),
      hint: "mayros plugins info acme",
    });
    expect(vendor.asked).toEqual([]);
  });
});

describe("a token that is refused before its time", () => {
  it("is refreshed once, however many were refused with it", async () => {
    const [vendor, server] = [await startLoginVendor(), await startServer()];
    const { refresh } = server.issue();
    vendor.chat = ({ token }) => (server.knows(token) ? undefined : 401);
    const opened = await openAcme({
      vendor,
      profiles: { "acme:me": login("revoked-token", later(), { refresh }) },
      config: { tokenUrl: server.oauth.tokenUrl },
    });
    const answers = await Promise.all(Array.from({ length: 50 }, () => askAcme(opened)));
    expect(new Set(answers.map(({ error }) => String(error)))).toEqual(new Set(["undefined"]));
    expect(server.stat()).toMatchObject({ refreshes: 1, reused: 0 });
    expect(answers[0]?.steps).toBe("attempt refreshed");
    expect(answers[0]?.events[1]).toMatchObject({ type: "refreshed", what: "token" });
  });

  it("and again is final", async () => {
    const [vendor, server] = [await startLoginVendor(), await startServer()];
    const { refresh } = server.issue();
    vendor.chat = () => 401;
    const opened = await openAcme({
      vendor,
      profiles: { "acme:me": login("token-1", later(), { refresh }) },
      config: { tokenUrl: server.oauth.tokenUrl },
    });
    const { error, steps } = await askAcme(opened);
    expect(error).toMatchObject({
      statusCode: 401,
      failure: { kind: "auth" },
      hint: "mayros models auth login --provider acme --profile-id acme:me",
    });
    expect(steps).toBe("attempt refreshed failed");
    expect(vendor.asked).toHaveLength(2);
    expect(server.stat().refreshes).toBe(1);
    // Nor does the next request refresh what is new already.
    expect((await askAcme(opened)).steps).toBe("attempt failed");
    expect(server.stat().refreshes).toBe(1);
  });

  it("is no matter of a 403 or a 429, nor of a key", async () => {
    const [vendor, server] = [await startLoginVendor(), await startServer()];
    const profiles = { "acme:me": login("t", later(), { refresh: server.issue().refresh }) };
    const config = { tokenUrl: server.oauth.tokenUrl };
    for (const status of [403, 429]) {
      vendor.chat = () => status;
      await askAcme(await openAcme({ vendor, profiles, config }));
    }
    vendor.chat = () => 401;
    await askAcme(await openAcme({ vendor, config, env: { ACME_API_KEY: "k" } }));
    expect(vendor.asked).toHaveLength(3);
    expect(server.journal()).toEqual([]);
  });

  it("is exchanged anew, once for all, where it was got for another", async () => {
    const vendor = await startLoginVendor();
    vendor.chat = ({ token }) => (token === "session-1-of-env-token" ? 401 : undefined);
    const opened = await openAcme({
      vendor,
      provider: exchanging,
      env: { ACME_API_KEY: "env-token" },
    });
    const answers = await Promise.all(Array.from({ length: 50 }, () => askAcme(opened)));
    expect(new Set(answers.map(({ error }) => String(error)))).toEqual(new Set(["undefined"]));
    expect(vendor.exchanged).toHaveLength(2);
    expect(answers[0]?.events[1]).toMatchObject({ type: "refreshed", what: "session" });
  });

  it("says why it could not be renewed", async () => {
    const [vendor, server] = [await startLoginVendor(), await startServer()];
    vendor.chat = () => 401;
    const opened = await openAcme({
      vendor,
      profiles: { "acme:me": login("token-0123456789", later(), { refresh: "revoked" }) },
      config: { tokenUrl: server.oauth.tokenUrl },
    });
    const { error } = await askAcme(opened);
    expect(error).toMatchObject({
      statusCode: 401,
      message: expect.stringMatching(/^acme answered 401: .*; the login of acme:me ended: /),
      hint: "mayros models auth login --provider acme --profile-id acme:me",
    });
    expect(String(error)).not.toContain("token-0123456789");
  });
});
