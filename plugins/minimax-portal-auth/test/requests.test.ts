// From the login to an answer and on to the next token, the whole way, with MiniMax on this machine.
import { createHome, loginStage } from "@mayros/plugin-testkit";
import { createMayros } from "@mayros/sdk";
import { expect, it, onTestFinished } from "vitest";
import { startLocalPortal } from "./local-portal.ts";

async function openMiniMax(config: object = {}) {
  const portal = await startLocalPortal();
  portal.tokenFields = { resource_url: portal.url };
  const entry = { enabled: true, config: { ...portal.oauth, ...config } };
  const written = { plugins: { entries: { "minimax-portal-auth": entry } } };
  const home = createHome(written);
  const mayros = createMayros({ env: { ...home.env } });
  onTestFinished(async () => {
    mayros.close();
    await portal.stop();
    home.remove();
  });
  const { ui } = loginStage({ oauth: {} }).context;
  return {
    portal,
    login: (method: string) => mayros.auth.login({ provider: "minimax-portal", method, ui }),
    ask: async () => {
      const { content } = await mayros.languageModel("minimax-portal/MiniMax-M2.1").doGenerate({
        prompt: [{ role: "user", content: [{ type: "text", text: "hi" }] }],
      });
      return content.map((part) => (part.type === "text" ? part.text : "")).join("");
    },
  };
}

it.each(["global", "cn"])(
  "logs in (%s), asks as a bearer, and renews the token once",
  async (method) => {
    const { portal, login, ask } = await openMiniMax();
    // It ended when it came.
    portal.tokenFields = { resource_url: portal.url, expired_in: Date.now() - 1000 };
    expect(await login(method)).toMatchObject({
      profileId: "minimax-portal:default",
      method,
      renewable: true,
    });
    portal.tokenFields = { resource_url: portal.url };
    portal.asked.length = 0;
    for (let round = 0; round < 3; round += 1) expect(await ask()).toBe("Hello from MiniMax.");
    const [renewal, ...chats] = portal.asked;
    expect(renewal?.form.grant_type).toBe("refresh_token");
    expect(chats.map(({ path }) => path)).toEqual(Array(3).fill("/anthropic/v1/messages"));
    for (const { headers } of chats) {
      expect(headers.authorization).toMatch(/^Bearer access-/);
      expect(headers["x-api-key"]).toBeUndefined();
    }
  },
);

it("asks where the config says, before where the token says", async () => {
  const { portal, login, ask } = await openMiniMax();
  const moved = await openMiniMax({ apiBaseUrl: `${portal.url}/anthropic` });
  moved.portal.tokenFields = { resource_url: "https://api.minimax.io" };
  await login("global");
  await moved.login("global");
  expect(await ask()).toBe("Hello from MiniMax.");
  // It knows this token as little as any other of another server's.
  await expect(moved.ask()).rejects.toThrow();
  expect(portal.asked.at(-1)).toMatchObject({ path: "/anthropic/v1/messages" });
  expect(moved.portal.asked.every(({ path }) => path.startsWith("/oauth2/"))).toBe(true);
});
