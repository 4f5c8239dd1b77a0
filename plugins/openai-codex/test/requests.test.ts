// From a login to answers, renewals and limits: the whole way, with OpenAI's services on this machine.
import { expect, it } from "vitest";
import { openCodex } from "./fakes/open-codex.ts";

it("logs in, asks, and asks again", async () => {
  const { account, login, ask, service, server, mayros, told } = await openCodex();
  account("ada");
  expect(await login()).toMatchObject({
    profileId: "openai-codex:ada@example.com",
    email: "ada@example.com",
    renewable: true,
  });
  expect(await ask("hi", "session-1")).toBe("Hello from Codex.");
  expect(await ask("hi")).toBe("Hello from Codex.");
  expect(told).toEqual(["maxOutputTokens", "maxOutputTokens"]);
  const [first, second] = service.requests;
  expect(first?.headers).toMatchObject({
    "chatgpt-account-id": "ada",
    originator: "mayros",
    "openai-beta": "responses=experimental",
    accept: "text/event-stream",
    "session-id": "session-1",
  });
  expect(first?.body).toMatchObject({ instructions: "Be brief.", store: false, stream: true });
  expect(second?.headers).not.toHaveProperty("session-id", "session-1");
  expect(server.stat()).toMatchObject({ logins: 1, refreshes: 0 });
  expect(await mayros.auth.list("openai-codex")).toHaveLength(1);
});

it("streams", async () => {
  const { account, login, mayros } = await openCodex();
  account("ada");
  await login("device");
  const parts: string[] = [];
  const { finished } = mayros.run(
    {
      model: "openai-codex/gpt-5.3-codex",
      prompt: [{ role: "user", content: [{ type: "text", text: "hi" }] }],
    },
    (part) => parts.push(part.type === "text-delta" ? part.delta : ""),
  );
  await finished;
  expect(parts.join("")).toBe("Hello from Codex.");
});

it("renews a token that was refused, once", async () => {
  const { account, login, ask, server, service } = await openCodex();
  account("ada");
  await login();
  account("ada", 1);
  expect(await ask("hi")).toBe("Hello from Codex.");
  expect(await ask("hi")).toBe("Hello from Codex.");
  expect(server.stat()).toMatchObject({ refreshes: 1, reused: 0 });
  expect(service.requests).toHaveLength(3);
});

it("wants a person when the refresh token is dead", async () => {
  const { account, login, ask, server, service } = await openCodex();
  account("ada");
  await login();
  service.tokens.clear();
  server.switches.tokenAnswers = [
    { status: 401, body: { error: { code: "refresh_token_reused", message: "Already used." } } },
  ];
  const error = await ask("hi").catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ hint: expect.stringContaining("mayros models auth login") });
  expect(String(error)).toContain("refresh_token_reused");
});

it("tells when the plan's limit ends, and asks another account meanwhile", async () => {
  const { account, login, ask, service } = await openCodex();
  account("ada");
  await login();
  const body = {
    error: { type: "usage_limit_reached", plan_type: "plus", resets_in_seconds: 4200 },
  };
  service.refusals.push({ status: 429, body });
  const error = await ask("hi").catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ failure: { kind: "rate_limit", resetAt: expect.any(Number) } });
  expect(String(error)).toContain("plan (plus) is reached; try again in about 70 min");
  const before = [...service.tokens];
  account("eve");
  for (const token of before) service.tokens.add(token);
  await login();
  expect(await ask("hi")).toBe("Hello from Codex.");
  expect(service.requests.at(-1)?.headers["chatgpt-account-id"]).toBe("eve");
});

it("knows a limit that a stream ends with", async () => {
  const { account, login, ask, service } = await openCodex();
  account("ada");
  await login();
  const event = { type: "error", error: { type: "usage_limit_reached", resets_in_seconds: 60 } };
  service.refusals.push({ status: 200, body: `data: ${JSON.stringify(event)}\n\n` });
  await expect(ask("hi")).rejects.toMatchObject({
    failure: { kind: "rate_limit", resetAt: expect.any(Number) },
    message: expect.stringContaining("in about 1 min"),
  });
});
