// From the login to an answer and on to the next token, with no code of the plugin's, and its API key beside it.
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { createHome, loginStage, startAuthorizationServer } from "@mayros/plugin-testkit";
import { createMayros } from "@mayros/sdk";
import { expect, it, onTestFinished } from "vitest";

const message = {
  id: "msg-1",
  type: "message",
  role: "assistant",
  model: "k2p5",
  content: [{ type: "text", text: "Hello from Kimi." }],
  stop_reason: "end_turn",
  usage: { input_tokens: 3, output_tokens: 4 },
};

async function startKimi() {
  const asked: IncomingHttpHeaders[] = [];
  const bodies: unknown[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => bodies.push(JSON.parse(body)));
    const isKnown = request.url === "/coding/v1/messages";
    asked.push(request.headers);
    response.writeHead(isKnown ? 200 : 404, { "content-type": "application/json" });
    response.end(JSON.stringify(message));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, bodies };
}

async function openKimi(env: Record<string, string> = {}) {
  const server = await startAuthorizationServer({ deviceFields: { interval: 0.02 } });
  const kimi = await startKimi();
  const { tokenUrl, deviceAuthorizationUrl } = server.oauth;
  const config = { tokenUrl, deviceAuthorizationUrl, apiBaseUrl: `${kimi.url}/coding/` };
  const written = { plugins: { entries: { "kimi-coding": { config } } } };
  const home = createHome(written);
  const mayros = createMayros({ env: { ...home.env, ...env } });
  onTestFinished(async () => {
    mayros.close();
    await server.stop();
    home.remove();
  });
  const { ui } = loginStage({ oauth: {} }).context;
  return {
    ...{ server, mayros, asked: kimi.asked, bodies: kimi.bodies },
    login: () => mayros.auth.login({ provider: "kimi-code", method: "device", ui }),
    ask: async () => {
      const { content } = await mayros.languageModel("kimi-coding/k2p5").doGenerate({
        prompt: [{ role: "user", content: [{ type: "text", text: "hi" }] }],
      });
      return content.map((part) => (part.type === "text" ? part.text : "")).join("");
    },
  };
}

it("logs in, asks as a bearer, and renews the token once", async () => {
  const { server, asked, login, ask } = await openKimi();
  server.switches.expiresIn = 0.01;
  expect(await login()).toMatchObject({ profileId: "kimi-coding:default", renewable: true });
  await sleep(20);
  server.switches.expiresIn = 900;
  for (let round = 0; round < 3; round += 1) expect(await ask()).toBe("Hello from Kimi.");
  expect(server.stat()).toMatchObject({ logins: 1, refreshes: 1, reused: 0 });
  expect(asked).toHaveLength(3);
  for (const headers of asked) {
    expect(server.knows((headers.authorization ?? "").replace(/^Bearer /, ""))).toBe(true);
    expect(headers["x-api-key"]).toBeUndefined();
    expect(headers["user-agent"]).toMatch(/^mayros\//);
  }
});

it("sends a key as a key, and after a login", async () => {
  const { asked, login, ask } = await openKimi({ KIMI_API_KEY: "sk-kimi-local" });
  expect(await ask()).toBe("Hello from Kimi.");
  expect(asked[0]).toMatchObject({ "x-api-key": "sk-kimi-local" });
  expect(asked[0]?.authorization).toBeUndefined();
  await login();
  await ask();
  expect(asked[1]?.authorization).toMatch(/^Bearer access-/);
});

it("asks newer models for an effort, and the first one for a share of its answer", async () => {
  const { bodies, mayros } = await openKimi({ KIMI_API_KEY: "sk-kimi-local" });
  for (const model of ["k3", "kimi-for-coding", "k2p5"]) {
    await mayros.languageModel(`kimi-coding/${model}`).doGenerate({
      prompt: [{ role: "user", content: [{ type: "text", text: "hi" }] }],
      reasoning: "high",
    });
  }
  const adaptive = { thinking: { type: "adaptive" }, output_config: { effort: "high" } };
  expect(bodies).toMatchObject([
    { model: "k3", ...adaptive },
    { model: "kimi-for-coding", ...adaptive },
    { model: "k2p5", thinking: { type: "enabled", budget_tokens: expect.any(Number) } },
  ]);
});
