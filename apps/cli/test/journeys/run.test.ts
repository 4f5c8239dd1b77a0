// A prompt's way through the real command to an independent model server, on both wire formats.
import {
  type ModelServer,
  type ModelServerOptions,
  startModelServer,
} from "@mayros/plugin-testkit";
import { describe, expect, it, onTestFinished } from "vitest";
import { createHome, type MayrosHome } from "../run-mayros.ts";

const GOOD = "test-key-accepted-0001";
const LIMITED = "test-key-limited-0002";
const STREAM_LIMITED = "test-key-stream-limited-0003";

async function start(
  options: ModelServerOptions = {},
): Promise<{ server: ModelServer; home: MayrosHome }> {
  const server = await startModelServer({
    rateLimitedKeys: [LIMITED],
    failingStreamKeys: [STREAM_LIMITED],
    knownKeys: [GOOD],
    ...options,
  });
  onTestFinished(() => server.stop());
  const home = createHome();
  home.writeConfig(`{ models: { providers: {
    groq: { baseUrl: "${server.url}/v1" },
    anthropic: { baseUrl: "${server.url}" },
  } } }`);
  return { server, home };
}

const wires = [
  { ref: "groq/llama-3.3-70b-versatile", prefix: "GROQ" },
  { ref: "anthropic/claude-opus-4-6", prefix: "ANTHROPIC" },
];

describe.each(wires)("run -m $ref", ({ ref, prefix }) => {
  it("streams the answer with a key of the environment", async () => {
    const { server, home } = await start();
    const run = await home.run(["run", "-m", ref, "hello", "there"], {
      env: { [`${prefix}_API_KEY`]: GOOD },
    });
    expect(run).toEqual({ code: 0, stdout: "Hello from the model server.\n", stderr: "" });
    expect(server.journal()).toMatchObject([{ key: GOOD, status: 200 }]);
  });

  it("prints one JSON object with --json", async () => {
    const { home } = await start();
    const run = await home.run(["run", "--json", "-m", ref, "hello"], {
      env: { [`${prefix}_API_KEY`]: GOOD },
    });
    expect(JSON.parse(run.stdout)).toMatchObject({
      model: ref,
      credential: `${prefix}_API_KEY`,
      text: "Hello from the model server.",
      finishReason: "stop",
      warnings: [],
    });
  });

  it("moves on from a rate-limited key, and asks every key once, in order", async () => {
    const { server, home } = await start();
    const env = {
      [`${prefix}_API_KEYS`]: `${LIMITED};${STREAM_LIMITED},${LIMITED}`,
      [`${prefix}_API_KEY_1`]: GOOD,
    };
    const run = await home.run(["run", "-m", ref, "hello"], { env });
    expect(run).toMatchObject({ code: 0, stdout: "Hello from the model server.\n" });
    expect(server.journal().map(({ key }) => key)).toEqual([LIMITED, STREAM_LIMITED, GOOD]);
  });

  it("returns the last error when every key is rate limited", async () => {
    const { server, home } = await start();
    const env = { [`${prefix}_API_KEYS`]: `${STREAM_LIMITED},${LIMITED}` };
    const run = await home.run(["run", "-m", ref, "hello"], { env });
    expect(run).toMatchObject({ code: 4, stdout: "" });
    expect(run.stderr).toContain("answered 429");
    expect(server.journal()).toHaveLength(2);
  });

  it("does not ask the next key after another error", async () => {
    const { server, home } = await start();
    const env = { [`${prefix}_API_KEYS`]: `test-key-unknown-0004,${GOOD}` };
    const run = await home.run(["run", "-m", ref, "hello"], { env });
    expect(run).toMatchObject({ code: 3, stdout: "" });
    expect(run.stderr).toContain("answered 401");
    expect(run.stderr).not.toContain("test-key-unknown-0004");
    expect(server.journal()).toHaveLength(1);
  });

  it("asks a live key before a stored one", async () => {
    const { server, home } = await start();
    const provider = ref.split("/")[0] ?? "";
    await home.run(["models", "auth", "paste-api-key", "--provider", provider], {
      input: `${LIMITED}\n`,
    });
    const env = { [`MAYROS_LIVE_${prefix}_KEY`]: STREAM_LIMITED, [`${prefix}_API_KEY`]: GOOD };
    await home.run(["run", "-m", ref, "hello"], { env });
    expect(server.journal().map(({ key }) => key)).toEqual([STREAM_LIMITED, LIMITED, GOOD]);
  });
});

describe("run", () => {
  it("reads the prompt from stdin, alone or among the words", async () => {
    const { home } = await start({ replies: [{ when: "review this: a diff", text: "Fine." }] });
    const env = { GROQ_API_KEY: GOOD };
    const alone = await home.run(["run", "-m", "groq/m"], { env, input: "hello\n" });
    expect(alone.stdout).toBe("Hello from the model server.\n");
    const among = await home.run(["run", "-m", "groq/m", "review this:", "-"], {
      env,
      input: "a diff\n",
    });
    expect(among.stdout).toBe("Fine.\n");
  });

  it("warns of a model that no list has, and sends it", async () => {
    const { home } = await start();
    const run = await home.run(["run", "-m", "groq/brand-new", "hello"], {
      env: { GROQ_API_KEY: GOOD },
    });
    expect(run.code).toBe(0);
    expect(run.stderr).toBe("warning: groq/brand-new is in no model list; it is sent as it is\n");
  });

  it("stops at ctrl-c with 130 and keeps what it printed", async () => {
    const { home } = await start({ eventDelay: 150 });
    const run = await home.run(["run", "-m", "groq/m", "hello"], {
      env: { GROQ_API_KEY: GOOD },
      onStart: (child) => child.stdout?.once("data", () => child.kill("SIGINT")),
    });
    expect(run.code).toBe(130);
    expect("Hello from the model server.").toContain(run.stdout.trim());
    expect(run.stdout).not.toBe("");
  });

  it("needs no key for a server on this machine", async () => {
    const server = await startModelServer();
    onTestFinished(() => server.stop());
    const home = createHome();
    home.writeConfig(`{ agents: { defaults: {
      model: { primary: "lmstudio/minimax-m2.1-gs32" },
      models: { "lmstudio/minimax-m2.1-gs32": { alias: "Minimax" } } } },
      models: { providers: { lmstudio: { baseUrl: "${server.url}/v1", apiKey: "LMSTUDIO_KEY", api: "openai-completions",
        models: [{ id: "minimax-m2.1-gs32", name: "MiniMax M2.1" }] } } } }`);
    expect(await home.run(["run", "hello"])).toMatchObject({ code: 0, stderr: "" });
    expect(await home.run(["run", "-m", "minimax", "hello"])).toMatchObject({ code: 0 });
    expect(server.journal()).toMatchObject([{ key: "LMSTUDIO_KEY" }, { key: "LMSTUDIO_KEY" }]);
  });
});
