// Providers that only a login opens, without one: the command that logs in is named, and nothing is sent. What stands in
// the user's config goes before it.
import {
  type ModelServer,
  type ModelServerOptions,
  startModelServer,
} from "@mayros/plugin-testkit";
import { describe, expect, it, onTestFinished } from "vitest";
import { homeWithLogin } from "../home-with-login.ts";
import { createHome, type MayrosHome } from "../run-mayros.ts";

const OWN_KEY = "test-key-of-a-proxy-0002";

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
  it.each([
    ["openai-codex/gpt-5.3-codex", "mayros models auth login --provider openai-codex"],
    ["github-copilot/claude-sonnet-4.6", "mayros models auth login --provider github-copilot"],
  ])("%s names the command that logs in", async (ref, command) => {
    const run = await ask(createHome(), ref);
    expect(run).toMatchObject({ code: 3, stdout: "" });
    expect(run.stderr).toContain(`next: ${command}`);
  });

  it("says so as JSON, too", async () => {
    const home = createHome();
    const run = await home.run(["run", "--json", "-m", "google-vertex/gemini-2.5-pro", "hello"]);
    expect(run.code).toBe(3);
    expect(JSON.parse(run.stdout)).toMatchObject({ error: { code: "MAYROS_LOGIN_NEEDED" } });
  });

  it("sends nothing to the vendor, nor to its authorization server", async () => {
    const { home, server } = await homeWithLogin();
    const run = await ask(home, "acme/big-1");
    expect(run).toMatchObject({ code: 3, stdout: "" });
    expect(run.stderr).toContain("next: mayros models auth login --provider acme");
    expect(server.journal()).toEqual([]);
  });

  it("sends a key of the user's own config, and nothing else", async () => {
    const { server, home } = await start("openai-codex", { apiKey: OWN_KEY });
    await ask(home, "openai-codex/gpt-5.3-codex");
    expect(new Set(server.journal().map(({ key }) => key))).toEqual(new Set([OWN_KEY]));
  });

  it("asks without a key where the config says that none is needed", async () => {
    const { server, home } = await start("acme", { api: "openai-completions", auth: "none" });
    expect(await ask(home, "acme/m")).toMatchObject({ code: 0, stderr: "" });
    expect(server.journal()).toMatchObject([{ key: undefined, status: 200 }]);
  });
});

describe("run with a wire format that is not there yet", () => {
  it("names the ref and the wire, although there is a key", async () => {
    const { server, home } = await start("openai", { api: "acme-wire" });
    const run = await ask(home, "openai/gpt-5.1-codex", { OPENAI_API_KEY: OWN_KEY });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('no wire format is called "acme-wire"');
    expect(run.stderr).toContain("next: openai-completions and anthropic-messages are");
    expect(server.journal()).toEqual([]);
  });

  it("says so in lists", async () => {
    const home = createHome();
    home.writeConfig('{ models: { providers: { openai: { api: "acme-wire" } } } }');
    const list = await home.run(["models", "list", "--provider", "openai"], {
      env: { OPENAI_API_KEY: OWN_KEY },
    });
    expect(list.stdout).toMatch(/^later .*openai\/gpt-5\.1-codex$/m);
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

  it("can be enabled, and tells what to expect", async () => {
    const home = createHome();
    const enabled = await home.run(["plugins", "enable", "qwen-portal-auth"]);
    expect(enabled.code).toBe(0);
    expect(enabled.stderr).toContain("ended the free tier of this login on 2026-04-15");
    const run = await ask(home, "qwen-portal/coder-model");
    expect(run.code).toBe(3);
    expect(run.stderr).toContain("ended the free tier of this login on 2026-04-15");
  });
});

describe("what lists and stores", () => {
  it("lists the models of such a provider with --all alone, and says what opens it", async () => {
    const home = createHome();
    expect((await home.run(["models", "list"])).stdout).not.toContain("github-copilot/");
    const words = ["models", "list", "--all", "--provider", "github-copilot"];
    const list = await home.run(words);
    expect(list.stdout).toMatch(/^no .*github-copilot\/claude-sonnet-4\.6$/m);
    const { models } = JSON.parse((await home.run([...words, "--json"])).stdout);
    expect(models[0]).toMatchObject({ available: false });
    const none = await home.run(["models", "list", "--provider", "github-copilot"]);
    expect(none).toMatchObject({ code: 0, stdout: "" });
    expect(none.stderr).toContain("next: mayros models auth login --provider github-copilot");
  });

  it("stores no API key for it, and names the command that logs in", async () => {
    const home = createHome();
    const words = ["models", "auth", "paste-api-key", "--provider", "github-copilot"];
    const run = await home.run(words, { input: OWN_KEY });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("next: mayros models auth login --provider github-copilot");
    expect((await home.run(["models", "auth", "list"])).stdout).not.toContain("github-copilot");
  });

  it("offers its choice at onboarding", async () => {
    const help = await createHome().run(["onboard", "--help"]);
    for (const choice of ["groq-api-key", "github-copilot", "openai-codex", "token"]) {
      expect(help.stdout).toContain(choice);
    }
  });
});
