// A key that is rate limited is left alone by the next command, too; a person sees why and until when, and can
// end it, for all keys or for one, by the names that they see.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startModelServer } from "@mayros/plugin-testkit";
import { describe, expect, it, onTestFinished } from "vitest";
import { createHome, type MayrosHome } from "../run-mayros.ts";

const LIMITED = ["test-key-limited-000001", "test-key-limited-000002"] as const;
const GOOD = "test-key-that-works-0002";
const REF = "groq/llama-3.3-70b-versatile";

async function open(provider: object = {}) {
  const server = await startModelServer({ rateLimitedKeys: LIMITED, retryAfter: 600 });
  onTestFinished(() => server.stop());
  const home = createHome();
  home.writeConfig(
    JSON.stringify({
      agents: { defaults: { model: REF } },
      models: { providers: { groq: { baseUrl: `${server.url}/v1`, ...provider } } },
    }),
  );
  return { home, asked: () => server.journal().map(({ key }) => key) };
}

async function reset(home: MayrosHome, words: readonly string[], env = {}) {
  const { code, stdout, stderr } = await home.run(["models", "auth", "reset", ...words], { env });
  return { code, said: stdout + stderr };
}

it("skips a key that failed, says so, and asks it again after a reset", async () => {
  const { home, asked } = await open();
  const env = { GROQ_API_KEY: LIMITED[0], GROQ_API_KEY_1: GOOD };

  const first = await home.run(["run", "--verbose", "hello"], { env });
  expect(first.stdout).toBe("Hello from the model server.\n");
  expect(first.stderr).toMatch(/GROQ_API_KEY is left alone for groq\/\S+ until .* \(rate_limit\)/);
  const second = await home.run(["run", "--verbose", "hello"], { env });
  expect(second.stderr).toMatch(/GROQ_API_KEY is passed over: it cools until .* \(rate_limit\)/);
  expect(asked()).toEqual([LIMITED[0], GOOD, GOOD]);

  const status = await home.run(["models", "status"], { env });
  expect(status.stdout).toMatch(/GROQ_API_KEY +groq\/\S+ +rate_limit +\S+.* \(in (9|10) min\)/);
  const json = await home.run(["models", "status", "--json"], { env });
  const { cooldowns } = JSON.parse(json.stdout).auth;
  expect(cooldowns).toMatchObject([
    { credential: "GROQ_API_KEY", model: REF, reason: "rate_limit", failures: 1 },
  ]);
  const { until, remainingMs } = cooldowns[0];
  expect(until - remainingMs).toBeLessThanOrEqual(Date.now());
  expect(remainingMs).toBeLessThanOrEqual(600_000);
  expect(status.stdout + json.stdout).not.toContain(LIMITED[0]);

  expect(await reset(home, ["GROQ_API_KEY"], env)).toEqual({ code: 0, said: "ended 1 cooldown\n" });
  expect(await reset(home, ["--json"], env)).toEqual({
    code: 0,
    said: `${JSON.stringify({ cleared: 0 }, undefined, 2)}\n`,
  });
  await home.run(["run", "hello"], { env });
  expect(asked()).toEqual([LIMITED[0], GOOD, GOOD, LIMITED[0], GOOD]);
});

it("says that all keys are limited, asks one of them again, and ends a list by its variable", async () => {
  const { home, asked } = await open();
  const env = { GROQ_API_KEYS: LIMITED.join(",") };
  const first = await home.run(["run", "hello"], { env });
  expect(first.code).toBe(4);
  expect(first.stderr).toMatch(/next: all 2 keys are rate limited: wait 10 min/);
  const second = await home.run(["run", "hello"], { env });
  expect(second.code).toBe(4);
  expect(second.stderr).toContain("all 2 keys are rate limited");
  expect(asked()).toHaveLength(3);
  expect((await reset(home, ["GROQ_API_KEYS[2]"], env)).said).toBe("ended 1 cooldown\n");
  expect((await reset(home, ["GROQ_API_KEYS"], env)).said).toBe("ended 1 cooldown\n");
});

it("knows profiles and keys of the config by their names", async () => {
  const { home } = await open({ apiKey: LIMITED[1] });
  const stored = ["--provider", "groq", "--profile-id", "groq:work"];
  await home.run(["models", "auth", "paste-api-key", ...stored], { input: LIMITED[0] });
  await home.run(["run", "hello"]);
  const { stdout } = await home.run(["models", "status"]);
  expect(stdout).toMatch(/^groq:work +groq\/\S+ +rate_limit /m);
  expect(stdout).toMatch(/^models\.providers\.groq\.apiKey +groq\/\S+ +rate_limit /m);
  for (const name of ["groq:work", "models.providers.groq.apiKey"]) {
    expect(await reset(home, [name])).toMatchObject({ code: 0, said: "ended 1 cooldown\n" });
    expect(await reset(home, [name])).toMatchObject({ code: 0, said: "nothing was cooling\n" });
  }
});

describe("reset", () => {
  it.each([
    [
      "GROQ_API_KEYX",
      'no profile and no key is called "GROQ_API_KEYX"; did you mean "GROQ_API_KEY"?',
    ],
    ["nobody", 'no profile and no key is called "nobody"'],
    ["", 'no profile and no key is called ""'],
    ["\u001b[2Jx", 'no profile and no key is called "'],
  ])("%j is no name", async (name, says) => {
    const { home } = await open();
    const env = { GROQ_API_KEYS: `${LIMITED[0]},${GOOD}`, GROQ_API_KEY: LIMITED[1] };
    await home.run(["run", "hello"], { env: { GROQ_API_KEY: LIMITED[0] } });
    const { code, said } = await reset(home, [name], env);
    expect(code).toBe(2);
    expect(said).toContain(says);
    expect(said).toContain("next: mayros models status");
    expect(said).not.toContain("\u001b");
  });

  it.each([[[]], [["GROQ_API_KEY"]]])("%j says that the file is damaged", async (words) => {
    const { home } = await open();
    const path = join(home.folder, "state.db");
    writeFileSync(path, "no database".repeat(99), { mode: 0o600 });
    const { code, said } = await reset(home, words, { GROQ_API_KEY: GOOD });
    expect({ code, said }).toEqual({
      code: 0,
      said: expect.stringContaining(`warning: ${path} is damaged or no Mayros store`),
    });
  });

  it("takes one name", async () => {
    const { code, said } = await reset((await open()).home, ["a", "b"]);
    expect({ code, said }).toMatchObject({ code: 2, said: expect.stringContaining('"b"') });
  });
});
