// Providers whose login or wire format this version does not have yet: what is missing is said, and
// what stands in their environment variables goes nowhere.
import {
  type ModelServer,
  type ModelServerOptions,
  startModelServer,
} from "@mayros/plugin-testkit";
import { describe, expect, it, onTestFinished } from "vitest";
import { createHome, type MayrosHome } from "../run-mayros.ts";

const TOKEN = "test-token-of-github-0001";
const OWN_KEY = "test-key-of-a-proxy-0002";
const LIVE = "test-token-for-this-run-0003";
const env = { GH_TOKEN: TOKEN, MAYROS_LIVE_GITHUB_COPILOT_KEY: LIVE };

/** A home whose `provider` is on a server that would answer anybody. */
async function start(
  provider: string,
  block: object = {},
  options: ModelServerOptions = {},
): Promise<{ server: ModelServer; home: MayrosHome }> {
  const server = await startModelServer(options);
  onTestFinished(() => server.stop());
  const home = createHome();
  const baseUrl = `${server.url}/v1`;
  const providers = { [provider]: { baseUrl, ...block } };
  home.writeConfig(JSON.stringify({ models: { providers } }));
  return { server, home };
}

const ask = (home: MayrosHome, ref: string, variables = {}) =>
  home.run(["run", "-m", ref, "hello"], { env: variables });

describe("run with a provider that only a login opens", () => {
  it("names the login and sends nothing, not even to a server of one's own", async () => {
    const { server, home } = await start("github-copilot");
    const run = await ask(home, "github-copilot/claude-sonnet-4.6", env);
    expect(run).toMatchObject({ code: 3, stdout: "" });
    expect(run.stderr).toContain("github-copilot/claude-sonnet-4.6 needs a login");
    expect(run.stderr).toContain(
      "MAYROS_LIVE_GITHUB_COPILOT_KEY, GH_TOKEN: not an API key, not sent",
    );
    expect(run.stderr).toContain("next: name a model of another provider");
    expect(run.stderr).not.toMatch(`${TOKEN}|${LIVE}`);
    expect(server.journal()).toEqual([]);
  });

  it("names a missing wire format beside the login", async () => {
    const { server, home } = await start("openai-codex", { api: "google-code-assist" });
    const run = await ask(home, "openai-codex/gpt-5.3-codex");
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(/needs a login .*: ChatGPT login; .*"google-code-assist"/);
    expect(server.journal()).toEqual([]);
  });

  it("says so as JSON, too", async () => {
    const { home } = await start("google-vertex");
    const run = await home.run(["run", "--json", "-m", "google-vertex/gemini-2.5-pro", "hello"]);
    expect(run.code).toBe(3);
    expect(JSON.parse(run.stdout)).toMatchObject({ error: { code: "MAYROS_LOGIN_NEEDED" } });
  });

  it("sends a key of the user's own config, and nothing else", async () => {
    const { server, home } = await start("github-copilot", { apiKey: OWN_KEY });
    const run = await ask(home, "github-copilot/gpt-4o", env);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(server.journal().map(({ key }) => key)).toEqual([OWN_KEY]);
  });

  it("leads to that key, and not to a store that takes none, when it is refused", async () => {
    const options = { knownKeys: [TOKEN] };
    const { home } = await start("github-copilot", { apiKey: OWN_KEY }, options);
    const run = await ask(home, "github-copilot/gpt-4o", env);
    expect(run.code).toBe(3);
    expect(run.stderr).toContain(
      "next: correct models.providers.github-copilot.apiKey in the file",
    );
  });

  it("asks without a key where the config says that none is needed", async () => {
    const { server, home } = await start("github-copilot", { auth: "none" });
    expect(await ask(home, "github-copilot/gpt-4o", env)).toMatchObject({ code: 0, stderr: "" });
    expect(server.journal()).toMatchObject([{ key: undefined, status: 200 }]);
  });
});

describe("run with a wire format that is not there yet", () => {
  it("names the ref and the wire, although there is a key", async () => {
    const { server, home } = await start("openai", { api: "google-code-assist" });
    const run = await ask(home, "openai/gpt-5.1-codex", { OPENAI_API_KEY: OWN_KEY });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('gpt-5.1-codex speaks the wire format "google-code-assist"');
    expect(run.stderr).toContain("next: models with one of these can run: anthropic-messages, ");
    expect(server.journal()).toEqual([]);
  });
});

describe("a plugin that its vendor has ended", () => {
  it("is off, by any of its names", async () => {
    const home = createHome();
    for (const ref of ["qwen-portal/coder-model", "qwen/vision-model"]) {
      const run = await ask(home, ref);
      expect(run.code).toBe(2);
      expect(run.stderr).toContain("next: mayros plugins enable qwen-portal-auth\n");
    }
  });

  it("can be enabled, tells what to expect, and what to use instead", async () => {
    const home = createHome();
    const enabled = await home.run(["plugins", "enable", "qwen-portal-auth"]);
    expect(enabled.code).toBe(0);
    expect(enabled.stderr).toContain("ended the free tier of this login on 2026-04-15");
    const run = await ask(home, "qwen-portal/coder-model", { QWEN_OAUTH_TOKEN: TOKEN });
    expect(run.code).toBe(3);
    expect(run.stderr).toContain("ended the free tier of this login on 2026-04-15");
    expect(run.stderr).toContain("next: use openrouter instead: mayros models list --all");
  });
});

describe("what lists and stores", () => {
  it("lists the models of such a provider with --all and says that there is no login", async () => {
    const home = createHome();
    expect((await home.run(["models", "list"], { env })).stdout).not.toContain("github-copilot/");
    const words = ["models", "list", "--all", "--provider", "github-copilot"];
    const list = await home.run(words, { env });
    expect(list.stdout).toMatch(/^no login yet .*github-copilot\/claude-sonnet-4\.6$/m);
    const { models } = JSON.parse((await home.run([...words, "--json"], { env })).stdout);
    expect(models[0]).toMatchObject({ available: false, lacks: "login" });
    const none = await home.run(["models", "list", "--provider", "github-copilot"], { env });
    expect(none).toMatchObject({ code: 0, stdout: "" });
    expect(none.stderr).toContain("github-copilot needs a login");
  });

  it("says which models have a key and no wire format yet", async () => {
    const home = createHome();
    home.writeConfig('{ models: { providers: { openai: { api: "google-code-assist" } } } }');
    const list = await home.run(["models", "list", "--provider", "openai"], {
      env: { OPENAI_API_KEY: OWN_KEY },
    });
    expect(list.stdout).toMatch(/^later .*openai\/gpt-5\.1-codex$/m);
  });

  it("stores no key for it and names no command that does not exist", async () => {
    const home = createHome();
    const words = ["models", "auth", "paste-api-key", "--provider", "github-copilot"];
    const run = await home.run(words, { input: TOKEN });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("github-copilot takes no API key but a login");
    expect(run.stderr).not.toContain("auth login");
    expect((await home.run(["models", "auth", "list"])).stdout).not.toContain("github-copilot");
  });

  it("offers no choice at onboarding that can't be gone", async () => {
    const home = createHome();
    const help = await home.run(["onboard", "--help"]);
    expect(help.stdout).toMatch(/groq-api-key/);
    expect(help.stdout).not.toMatch(/github-copilot|openai-codex|qwen-portal/);
    const run = await home.run(["onboard", "--auth-choice", "github-copilot"], { env });
    expect(run).toMatchObject({ code: 3, stdout: "" });
    expect(run.stderr).toContain("which this version of mayros can't do yet: GitHub Copilot login");
  });
});
