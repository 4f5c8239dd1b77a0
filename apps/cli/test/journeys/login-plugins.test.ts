// Logins of plugins that come with Mayros, from the command to the store: their endpoints are a fake's, by the keys of
// the config that enterprises use.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type AuthorizationServerSwitches,
  freePort,
  startAuthorizationServer,
} from "@mayros/plugin-testkit";
import { expect, it, onTestFinished } from "vitest";
import { createHome } from "../run-mayros.ts";
import { browse, startLogin } from "../start-login.ts";

async function stageFor(
  plugin: string,
  switches: Partial<AuthorizationServerSwitches>,
  more: object = {},
) {
  const server = await startAuthorizationServer({
    deviceFields: { interval: 1 },
    ...switches,
  });
  onTestFinished(() => server.stop());
  const { authorizationUrl, tokenUrl, deviceAuthorizationUrl } = server.oauth;
  const config = { authorizationUrl, tokenUrl, deviceAuthorizationUrl, ...more };
  const home = createHome();
  home.writeConfig(JSON.stringify({ plugins: { entries: { [plugin]: { config } } } }));
  return { home, server };
}

/** Gives a session for every GitHub token, and takes every other request. */
async function startCopilot(): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    incoming.resume();
    const expires_at = Math.floor(Date.now() / 1000) + 1800;
    outgoing.setHeader("content-type", "application/json");
    outgoing.end(JSON.stringify({ token: "tid=1;exp=2", expires_at, refresh_in: 1500, data: [] }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const jwt = (claims: object): string =>
  ["{}", JSON.stringify(claims), "signature"]
    .map((part) => Buffer.from(part).toString("base64url"))
    .join(".");

it("logs in to ChatGPT by browser, under the account's address", async () => {
  const claims = {
    "https://api.openai.com/auth": { chatgpt_account_id: "account-7" },
    "https://api.openai.com/profile": { email: "ada@example.com" },
    email: "ada@example.com",
  };
  const tokenFields = { access_token: jwt(claims), id_token: jwt(claims) };
  const redirectPort = await freePort();
  const { home, server } = await stageFor("openai-codex", { tokenFields }, { redirectPort });
  const words = ["models", "auth", "login", "--provider", "openai-codex", "--method", "browser"];
  const running = startLogin(home, [...words, "--set-default", "--json"]);
  const { url, redirectPort: port } = await running.event("authorization");
  expect(port).toBe(redirectPort);
  expect(url).toContain("codex_cli_simplified_flow=true");
  await browse(url);
  expect(await running.event("login")).toMatchObject({ profileId: "openai-codex:ada@example.com" });
  expect(await running.ended).toMatchObject({ code: 0, stderr: "" });
  expect(server.stat().logins).toBe(1);
  const list = await home.run(["models", "list", "--provider", "openai-codex"]);
  expect(list.stdout).toMatch(/^yes .*openai-codex\/gpt-5\.3-codex {2}\(default\)$/m);
});

it("logs in to Qwen by code, after saying that its free tier has ended", async () => {
  const { home } = await stageFor("qwen-portal-auth", {
    tokenFields: { resource_url: "portal.qwen.ai" },
  });
  expect(await home.run(["plugins", "enable", "qwen-portal-auth"])).toMatchObject({ code: 0 });
  const run = await home.run(["models", "auth", "login", "--provider", "qwen"]);
  expect(run.code).toBe(0);
  expect(run.stderr).toMatch(/ended the free tier .*2026-04-15.* Use qwen-token-plan instead/s);
  expect(run.stdout).toContain("stored qwen-portal:default");
  const list = await home.run(["models", "list", "--provider", "qwen-portal"]);
  expect(list.stdout).toContain("qwen-portal/coder-model");
});

it("logs in to GitHub Copilot by the words of its plugin", async () => {
  const apiBaseUrl = await startCopilot();
  const more = { apiBaseUrl, copilotTokenUrl: `${apiBaseUrl}/token` };
  const { home, server } = await stageFor("github-copilot", {}, more);
  const help = await home.run(["models", "auth", "--help"]);
  expect(help.stdout).toContain("models auth login-github-copilot  Log in: GitHub Copilot login");
  const words = ["models", "auth", "login-github-copilot", "--yes", "--json"];
  const run = await home.run([...words, "--profile-id", "github-copilot:work"]);
  expect(run.code).toBe(0);
  expect(server.stat().logins).toBe(1);
  const list = await home.run(["models", "auth", "list", "--json"]);
  expect(JSON.parse(list.stdout).profiles).toMatchObject([
    { id: "github-copilot:work", provider: "github-copilot", method: "device" },
  ]);
  const wrong = await home.run([...words, "--provider", "groq"]);
  expect(wrong.code).toBe(2);
  const off = await home.run(["plugins", "disable", "github-copilot"]);
  expect(off.code).toBe(0);
  expect((await home.run(words)).stderr + (await home.run(words)).stdout).toContain(
    "there is no command",
  );
});

it("pastes a setup-token by the words of its plugin, from a pipe", async () => {
  const home = createHome();
  const token = `sk-ant-oat01-${"a1".repeat(48)}`;
  const run = await home.run(["models", "auth", "setup-token", "--yes"], { input: `${token}\n` });
  expect(run.code).toBe(0);
  expect(run.stdout).toContain("stored anthropic:manual");
  expect(run.stdout + run.stderr).not.toContain(token);
  const wrong = await home.run(["models", "auth", "setup-token"], { input: "sk-ant-api03-x\n" });
  expect(wrong.code).toBe(2);
});
