// A key that is rate limited is left alone by the next command, too; a person sees why, and can end it.
import { startModelServer } from "@mayros/plugin-testkit";
import { expect, it, onTestFinished } from "vitest";
import { createHome } from "../run-mayros.ts";

const LIMITED = "test-key-limited-000001";
const GOOD = "test-key-that-works-0002";
const REF = "groq/llama-3.3-70b-versatile";

it("skips a key that failed, says so, and asks it again after a reset", async () => {
  const server = await startModelServer({ rateLimitedKeys: [LIMITED], retryAfter: 600 });
  onTestFinished(() => server.stop());
  const home = createHome();
  home.writeConfig(
    JSON.stringify({
      agents: { defaults: { model: REF } },
      models: { providers: { groq: { baseUrl: `${server.url}/v1` } } },
    }),
  );
  const env = { GROQ_API_KEY: LIMITED, GROQ_API_KEY_1: GOOD };
  const asked = () => server.journal().map(({ key }) => key);

  const first = await home.run(["run", "--verbose", "hello"], { env });
  expect(first.stdout).toBe("Hello from the model server.\n");
  expect(first.stderr).toMatch(/GROQ_API_KEY is left alone for groq\/\S+ until .* \(rate_limit\)/);
  const second = await home.run(["run", "--verbose", "hello"], { env });
  expect(second.stderr).toMatch(/GROQ_API_KEY is passed over: it cools until .* \(rate_limit\)/);
  expect(asked()).toEqual([LIMITED, GOOD, GOOD]);

  const status = await home.run(["models", "status"], { env });
  expect(status.stdout).toMatch(/GROQ_API_KEY +groq\/\S+ +rate_limit +\S+.* \(in (9|10) min\)/);
  const json = await home.run(["models", "status", "--json"], { env });
  expect(JSON.parse(json.stdout).auth.cooldowns).toMatchObject([
    { credential: "GROQ_API_KEY", model: REF, reason: "rate_limit", failures: 1 },
  ]);
  expect(status.stdout + json.stdout).not.toContain(LIMITED);

  const wrong = await home.run(["models", "auth", "reset", "GROQ_API_KEYS"], { env });
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toContain('did you mean "GROQ_API_KEY"?');
  const reset = await home.run(["models", "auth", "reset", "GROQ_API_KEY"], { env });
  expect(reset.stdout).toBe("ended 1 cooldown\n");
  const again = await home.run(["models", "auth", "reset", "--json"], { env });
  expect(JSON.parse(again.stdout)).toEqual({ cleared: 0 });
  await home.run(["run", "hello"], { env });
  expect(asked()).toEqual([LIMITED, GOOD, GOOD, LIMITED, GOOD]);
});
