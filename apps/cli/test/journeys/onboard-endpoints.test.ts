// Onboarding with a key that is for another endpoint of its vendor than the choice's: the test finds out which, and that
// choice is taken, in scripts and at a terminal.
import { startModelServer } from "@mayros/plugin-testkit";
import { expect, it, onTestFinished } from "vitest";
import { keys, runInTerminal } from "../run-in-terminal.ts";
import { createHome } from "../run-mayros.ts";
import { configWithPlugin, writePlugin } from "../write-plugin.ts";

const KEY = "acme-0123456789abcdef";

/** A vendor whose first endpoint knows nobody, and whose plan knows the key. */
async function homeWithTwoEndpoints() {
  const [general, plan] = await Promise.all([
    startModelServer({ knownKeys: [] }),
    startModelServer({ knownKeys: [KEY] }),
  ]);
  onTestFinished(async () => {
    await Promise.all([general.stop(), plan.stop()]);
  });
  const fields = [
    {
      name: "apiKey",
      flag: "--acme-api-key",
      env: ["ACME_API_KEY"],
      prompt: "Acme API key",
      secret: true,
    },
  ];
  const method = { kind: "api-key", fields, defaultModel: "acme/m" };
  const acme = {
    name: "Acme",
    api: "openai-completions",
    baseUrl: `${general.url}/v1`,
    models: [{ id: "m" }],
    authMethods: [
      {
        ...method,
        id: "api-key",
        choice: "acme-api-key",
        label: "Acme API key",
        tryOthers: ["plan"],
      },
      {
        ...method,
        id: "plan",
        choice: "acme-plan",
        label: "Acme plan",
        sets: { baseUrl: `${plan.url}/v1` },
      },
    ],
  };
  const home = createHome();
  const manifest = { providers: { acme }, hosts: ["127.0.0.1"] };
  home.writeConfig(configWithPlugin(writePlugin(home.folder, { manifest }), true));
  return { home, general, plan };
}

it("takes the choice whose endpoint knows the key, in a script", async () => {
  const { home, general, plan } = await homeWithTwoEndpoints();
  const words = ["onboard", "--auth-choice", "acme-api-key", "--test", "--json"];
  const run = await home.run(words, { env: { ACME_API_KEY: KEY } });
  expect(run.code).toBe(0);
  expect(run.stderr).toBe("it works as a key of acme-plan, which is taken: acme/m answered\n");
  expect(JSON.parse(run.stdout)).toMatchObject({ choice: "acme-plan" });
  const written = await home.run(["config", "get", "models.providers.acme.baseUrl"]);
  expect(written.stdout).toContain(plan.url);
  expect(general.journal()).toHaveLength(1);
  expect(await home.run(["run", "hello"])).toMatchObject({ code: 0 });
});

it("stores nothing when no endpoint knows it, and says what the first one said", async () => {
  const { home, plan } = await homeWithTwoEndpoints();
  const words = ["onboard", "--auth-choice", "acme-api-key", "--test"];
  const run = await home.run(words, { env: { ACME_API_KEY: "acme-zzzzzzzzzzzzzzzz" } });
  expect(run.code).toBe(3);
  expect(run.stderr).toContain("the key was refused: acme answered 401");
  expect(plan.journal()).toHaveLength(1);
  const list = await home.run(["models", "auth", "list", "--json"]);
  expect(JSON.parse(list.stdout).profiles).toEqual([]);
});

it("takes it at a terminal, too", async () => {
  const { home, plan } = await homeWithTwoEndpoints();
  const terminal = runInTerminal(["onboard", "--auth-choice", "acme-api-key"], home.folder);
  await terminal.see("◆  Acme API key");
  terminal.type(`${KEY}${keys.enter}`);
  await terminal.see("◆  Test the key now?");
  terminal.type(keys.enter);
  await terminal.see("it works as a key of acme-plan, which is taken");
  expect(await terminal.ended).toBe(0);
  const written = await home.run(["config", "get", "models.providers.acme.baseUrl"]);
  expect(written.stdout).toContain(plan.url);
});
