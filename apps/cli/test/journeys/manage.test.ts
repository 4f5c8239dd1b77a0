// Onboarding, credentials, models, plugins and config through the real command.
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createHome } from "../run-mayros.ts";

const KEY = "gsk_0123456789abcdefghijklmnop";

it("onboards with a key from a variable, and keeps comments", async () => {
  const home = createHome();
  home.writeConfig("// mine\n{\n  models: {}, // and this\n}\n");
  const run = await home.run(
    ["onboard", "--auth-choice", "groq-api-key", "--groq-api-key", "env:MY_KEY"],
    {
      env: { MY_KEY: KEY },
    },
  );
  expect(run).toMatchObject({ code: 0, stderr: "" });
  expect(run.stdout).toContain("stored groq:default");
  const text = readFileSync(home.configPath, "utf8");
  expect(text).toContain("// mine\n");
  expect(text).toContain("// and this");
  expect(text).not.toContain(KEY);
  expect(statSync(join(home.folder, "auth.db")).mode & 0o777).toBe(0o600);
});

it("onboards with a key from stdin, or from the provider's own variable", async () => {
  const home = createHome();
  const piped = await home.run(["onboard", "--groq-api-key", "-"], { input: `${KEY}\n` });
  expect(piped.stdout).toContain("stored groq:default");
  const env = { ZAI_API_KEY: "zai-key-0123456789abcdef" };
  const found = await home.run(["onboard", "--auth-choice", "zai-api-key", "--json"], { env });
  expect(JSON.parse(found.stdout)).toMatchObject({
    provider: "zai",
    keyFrom: "ZAI_API_KEY",
    defaultModelSet: false,
  });
});

it("never prints a stored key", async () => {
  const home = createHome();
  await home.run(["models", "auth", "paste-api-key", "--provider", "groq"], { input: KEY });
  const list = await home.run(["models", "auth", "list", "--json"]);
  expect(list.stdout).not.toContain(KEY);
  expect(JSON.parse(list.stdout)).toMatchObject({
    count: 1,
    profiles: [{ id: "groq:default", provider: "groq" }],
  });
  const out = await home.run(["models", "auth", "logout", "groq:default"]);
  expect(out.stdout).toBe("removed groq:default\n");
  await home.run(["models", "auth", "paste-api-key", "--provider", "groq"], { input: KEY });
  const again = await home.run(["models", "auth", "logout", "groq:default", "--json"]);
  expect(JSON.parse(again.stdout)).toEqual({ profileId: "groq:default", removed: true });
  expect(JSON.parse((await home.run(["models", "auth", "list", "--json"])).stdout).count).toBe(0);
});

it("stores where a key stands, and asks for none", async () => {
  const home = createHome();
  const paste = ["models", "auth", "paste-api-key", "--provider", "groq"];
  const stored = await home.run([...paste, "--reference", "env:MY_KEY"], { env: { MY_KEY: KEY } });
  expect(stored).toMatchObject({ code: 0, stdout: "stored groq:default\n", stderr: "" });
  const list = await home.run(["models", "auth", "list", "--json"]);
  expect(JSON.parse(list.stdout).profiles).toMatchObject([
    { id: "groq:default", kept: "reference", reference: { source: "env", id: "MY_KEY" } },
  ]);
  const both = await home.run([...paste, "--reference", "env:MY_KEY", "--api-key", "-"], {
    input: KEY,
  });
  expect(both).toMatchObject({ code: 2, stdout: "" });
});

it("says which filter left nothing to list", async () => {
  const home = createHome();
  const list = await home.run(["models", "list", "--provider", "groq"]);
  expect(list.stderr).toContain("groq has no key or login yet\n");
  const local = await home.run(["models", "list", "--local"]);
  expect(local.stderr).toBe("no model is served on this machine\n");
  const stored = await home.run(["models", "auth", "list", "--provider", "groq"]);
  expect(stored.stderr).toContain("no credential of groq is stored\n");
});

it("warns of a key on the command line and does not repeat it", async () => {
  const home = createHome();
  const run = await home.run(["onboard", "--groq-api-key", KEY]);
  expect(run.code).toBe(0);
  expect(run.stderr).toContain("can be seen by other programs");
  expect(run.stdout + run.stderr).not.toContain(KEY);
});

it("sets the default model and keeps fallbacks and the short form's place", async () => {
  const home = createHome();
  home.writeConfig(
    '{ agents: { defaults: { model: { primary: "groq/a", fallbacks: ["zai/b"] } } } }',
  );
  const run = await home.run(["models", "set", "z.ai/glm-4.7"]);
  expect(run).toEqual({ code: 0, stdout: "default model: zai/glm-4.7\n", stderr: "" });
  expect(readFileSync(home.configPath, "utf8")).toBe(
    '{ agents: { defaults: { model: { primary: "zai/glm-4.7", fallbacks: ["zai/b"] } } } }',
  );
});

it("turns a plugin off and on, and says when it can't", async () => {
  const home = createHome();
  expect((await home.run(["plugins", "disable", "groq"])).stdout).toBe("groq is now off\n");
  const run = await home.run(["run", "-m", "groq/x", "hi"]);
  expect(run.stderr).toContain("mayros plugins enable groq");
  expect((await home.run(["plugins", "enable", "groq"])).stdout).toBe("groq is now on\n");
  expect((await home.run(["plugins", "enable", "groq"])).stdout).toBe("groq is on already\n");
  home.writeConfig('{ plugins: { deny: ["groq"] } }');
  const denied = await home.run(["plugins", "enable", "groq"]);
  expect(denied.code).toBe(1);
  expect(denied.stderr).toContain("plugins.deny names it");
});

it("prints config values with references as they stand and keys masked", async () => {
  const home = createHome();
  home.writeConfig(`{ models: { providers: {
    a: { baseUrl: "https://a.example/v1", apiKey: "\${A_KEY}" },
    b: { baseUrl: "https://b.example/v1", apiKey: "${KEY}" } } } }`);
  const env = { A_KEY: "secret-of-a-0123456789" };
  const run = await home.run(["config", "get", "models.providers"], { env });
  expect(JSON.parse(run.stdout).a.apiKey).toBe(`$\{A_KEY}`);
  expect(run.stdout).not.toContain(KEY);
});

it("lists plugins of load paths without running them", async () => {
  const home = createHome();
  const plugin = join(import.meta.dirname, "../../../../plugins");
  home.writeConfig(JSON.stringify({ plugins: { load: { paths: [join(plugin, "groq")] } } }));
  const list = await home.run(["plugins", "list", "--json"]);
  const rows = JSON.parse(list.stdout).plugins as {
    id: string;
    origin: string;
    problem?: string;
  }[];
  expect(rows.filter((row) => row.origin === "path")).toMatchObject([
    { id: "groq", problem: expect.stringContaining("claimed by two plugins") },
  ]);
});
