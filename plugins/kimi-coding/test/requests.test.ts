// From the login to an answer and on to the next token, with no code of the plugin's, and its API key beside it.
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
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

async function startKimi(): Promise<{ url: string; asked: IncomingHttpHeaders[] }> {
  const asked: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    request.resume();
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
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
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
    ...{ server, asked: kimi.asked },
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
