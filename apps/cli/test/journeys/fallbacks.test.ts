// Fallbacks as a person meets them: set with `models fallbacks add`, used by `run`, and said on stderr.
import { type ModelServer, startModelServer } from "@mayros/plugin-testkit";
import { describe, expect, it, onTestFinished } from "vitest";
import { createHome, type MayrosHome } from "../run-mayros.ts";

const GOOD = "test-key-accepted-0001";
const LIMITED = "test-key-limited-0002";
const ANSWER = "Hello from the model server.\n";
const DEFAULT = "anthropic/claude-opus-4-6";
const FALLBACK = "groq/llama-3.3-70b-versatile";

/** The default model's only key is rate limited; the fallback's works. */
const env = { ANTHROPIC_API_KEY: LIMITED, GROQ_API_KEY: GOOD };

async function start(): Promise<{ server: ModelServer; home: MayrosHome }> {
  const server = await startModelServer({ rateLimitedKeys: [LIMITED], knownKeys: [GOOD] });
  onTestFinished(() => server.stop());
  const home = createHome();
  home.writeConfig(`{ models: { providers: {
    groq: { baseUrl: "${server.url}/v1" },
    anthropic: { baseUrl: "${server.url}" },
  } } }`);
  await home.run(["models", "set", DEFAULT]);
  await home.run(["models", "fallbacks", "add", FALLBACK]);
  return { server, home };
}

describe("run with a fallback", () => {
  it("answers with it, and says so in one line", async () => {
    const { server, home } = await start();
    const stderr = `note: ${DEFAULT} failed (rate_limit); asking ${FALLBACK}\n`;
    expect(await home.run(["run", "hello"], { env })).toEqual({ code: 0, stdout: ANSWER, stderr });
    expect(server.journal().map(({ status }) => status)).toEqual([429, 200]);
  });

  it("names every attempt with --verbose, and with --json", async () => {
    const { home } = await start();
    const verbose = await home.run(["run", "--verbose", "hello"], { env });
    expect(verbose.stderr.split("\n")).toEqual([
      `· attempt 1 of 1: ${DEFAULT} with ANTHROPIC_API_KEY`,
      expect.stringMatching(/^· attempt 1 failed \(rate_limit 429\): /),
      expect.stringMatching(
        `^· ANTHROPIC_API_KEY is left alone for ${DEFAULT} until .+ \\(rate_limit\\)$`,
      ),
      `· ${DEFAULT} failed (rate_limit); asking ${FALLBACK}`,
      `· attempt 1 of 1: ${FALLBACK} with GROQ_API_KEY`,
      expect.stringMatching(`^· ${FALLBACK} with GROQ_API_KEY, `),
      "",
    ]);
    const json = await home.run(["run", "--json", "hello"], { env });
    expect(JSON.parse(json.stdout)).toMatchObject({
      model: FALLBACK,
      credential: "GROQ_API_KEY",
      attempts: [
        { model: DEFAULT, credential: "ANTHROPIC_API_KEY", failed: "rate_limit", status: 429 },
        { model: FALLBACK, credential: "GROQ_API_KEY" },
      ],
    });
  });

  it("warns of a default model without credential, whose error it is when nobody answers", async () => {
    const { server, home } = await start();
    // Its server is the real one, which a request without a key never gets to.
    await home.run(["models", "set", "zai/glm-4.7"]);
    const run = await home.run(["run", "hello"], { env: { GROQ_API_KEY: GOOD } });
    expect(run).toMatchObject({ code: 0, stdout: ANSWER });
    expect(run.stderr.split("\n")).toEqual([
      expect.stringMatching(/^warning: zai\/glm-4\.7 is passed over: no credential for zai: /),
      `note: zai/glm-4.7 can't be asked; asking ${FALLBACK}`,
      "",
    ]);
    const none = await home.run(["run", "hello"], { env: { GROQ_API_KEY: LIMITED } });
    expect(none).toMatchObject({ code: 3, stdout: "" });
    expect(none.stderr).toContain("error: no credential for zai");
    expect(none.stderr).toContain("next: mayros models auth paste-api-key --provider zai");
    expect(server.journal().map(({ status }) => status)).toEqual([200, 429]);
  });

  it("asks a model that was named alone, and an alias's fallbacks after the alias", async () => {
    const { home } = await start();
    const strict = await home.run(["run", "-m", DEFAULT, "hello"], { env });
    expect(strict).toMatchObject({ code: 4, stdout: "" });
    await home.run(["models", "aliases", "add", "best", DEFAULT, "--fallback", FALLBACK]);
    expect(await home.run(["run", "-m", "best", "hello"], { env })).toMatchObject({
      code: 0,
      stdout: ANSWER,
    });
  });
});
