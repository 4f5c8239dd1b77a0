// From the login to an answer and on to the next token, the whole way, with Qwen on this machine.
import { setTimeout as sleep } from "node:timers/promises";
import {
  type AuthorizationServer,
  createHome,
  loginStage,
  startAuthorizationServer,
  startModelServer,
} from "@mayros/plugin-testkit";
import { createMayros } from "@mayros/sdk";
import { expect, it, onTestFinished } from "vitest";

async function openQwen(env: Record<string, string> = {}, more: object = {}) {
  const server: AuthorizationServer = await startAuthorizationServer({
    deviceFields: { interval: 0.02 },
  });
  const models = await startModelServer({ isKnown: (key) => server.knows(key) || key === "own" });
  server.switches.tokenFields = { resource_url: models.url };
  const { tokenUrl, deviceAuthorizationUrl } = server.oauth;
  const entry = { enabled: true, config: { tokenUrl, deviceAuthorizationUrl, ...more } };
  const config = { plugins: { entries: { "qwen-portal-auth": entry } } };
  const home = createHome(config);
  const mayros = createMayros({ env: { ...home.env, ...env } });
  onTestFinished(async () => {
    mayros.close();
    await Promise.all([server.stop(), models.stop()]);
    home.remove();
  });
  const stage = loginStage({ oauth: {} });
  return {
    ...{ server, models, stage },
    login: () => mayros.auth.login({ provider: "qwen-portal", ui: stage.context.ui }),
    ask: async () => {
      const { content } = await mayros.languageModel("qwen-portal/coder-model").doGenerate({
        prompt: [{ role: "user", content: [{ type: "text", text: "hi" }] }],
      });
      return content.map((part) => (part.type === "text" ? part.text : "")).join("");
    },
  };
}

it("logs in, asks where the token says, and renews it once", async () => {
  const { server, models, stage, login, ask } = await openQwen();
  server.switches.expiresIn = 0.01;
  expect(await login()).toMatchObject({ profileId: "qwen-portal:default", renewable: true });
  expect(stage.notes.join()).toContain("ended the free tier");
  await sleep(20);
  server.switches.expiresIn = 3600;
  for (let round = 0; round < 3; round += 1) expect(await ask()).toMatch(/^Hello/);
  expect(server.stat()).toMatchObject({ logins: 1, refreshes: 1, reused: 0 });
  expect(models.journal().map(({ path, status }) => [path, status])).toEqual(
    Array(3).fill(["/v1/chat/completions", 200]),
  );
});

it("says that a login is needed where the refresh token is used up", async () => {
  const { server, login, ask } = await openQwen();
  server.switches.expiresIn = 0.01;
  await login();
  await sleep(20);
  server.switches.tokenAnswers = [{ status: 400, body: { error: "whatever" } }];
  await expect(ask()).rejects.toMatchObject({
    code: "MAYROS_LOGIN_NEEDED",
    hint: "mayros models auth login --provider qwen-portal",
  });
});

it("asks no host that is not the plugin's, whatever the token says", async () => {
  const { server, models, login, ask } = await openQwen();
  server.switches.tokenFields = { resource_url: "https://qwen.acme.example" };
  await login();
  await expect(ask()).rejects.toThrow("qwen.acme.example is no host of this provider");
  expect(models.journal()).toEqual([]);
});

it("sends a token of one's own as it is", async () => {
  const elsewhere = await startModelServer({ knownKeys: ["own"] });
  onTestFinished(() => elsewhere.stop());
  const { ask } = await openQwen(
    { QWEN_OAUTH_TOKEN: "own" },
    { apiBaseUrl: `${elsewhere.url}/v1` },
  );
  expect(await ask()).toMatch(/^Hello/);
  expect(elsewhere.journal()).toMatchObject([{ path: "/v1/chat/completions", key: "own" }]);
});
