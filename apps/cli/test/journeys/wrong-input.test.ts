// Wrong input of every kind: one clear message, the command that helps, and the exit code of the
// design's table. Never a stack.
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { createHome } from "../run-mayros.ts";

describe("exit codes and hints", () => {
  it.each([
    [["run", "-m", "gorq/llama", "hi"], 2, 'did you mean "groq"?', "mayros plugins list"],
    [
      ["run", "-m", "llama", "hi"],
      2,
      '"llama" is neither provider/model nor an alias',
      "mayros models list --all",
    ],
    [["run", "hi"], 2, "no default model is set", "mayros models set"],
    [
      ["run", "-m", "groq/x", "hi"],
      3,
      "no credential for groq",
      "mayros models auth paste-api-key --provider groq",
    ],
    [["run", "--max-tokens", "many", "hi"], 2, "--max-tokens takes a whole number", "mayros run"],
    [["run", "--modle", "x", "hi"], 2, "did you mean --model?", "mayros run --help"],
    [["run"], 2, "the prompt on stdin is empty", "mayros run"],
    [
      ["models", "set", "nope"],
      2,
      "neither provider/model nor an alias",
      "mayros models list --all",
    ],
    [["models", "set"], 2, "an argument is missing", "mayros models set --help"],
    [["models", "list", "extra"], 2, 'unexpected argument "extra"', "mayros models list --help"],
    [["models", "list", "--provider", "gorq"], 2, 'did you mean "groq"?', "mayros plugins list"],
    [["models", "list", "--provider"], 2, "--provider needs a value", "mayros models list --help"],
    [["model", "list"], 2, 'did you mean "mayros models"?', "mayros --help"],
    [["plugins", "enable", "goq"], 2, 'did you mean "groq"?', "mayros plugins enable groq"],
    [["plugins", "enable", "Z.AI"], 2, "comes with zai", "mayros plugins enable zai"],
    [["plugins", "disable", "z-ai"], 2, "comes with zai", "mayros plugins disable zai"],
    [["plugins", "info", "goq"], 2, 'did you mean "groq"?', "mayros plugins info groq"],
    [["plugins", "update", "groq"], 2, "ships with Mayros", "npm install --global mayros@latest"],
    [
      ["plugins", "install", "groq"],
      2,
      "nothing to install",
      "mayros models list --all --provider groq",
    ],
    [
      ["onboard", "--auth-choice", "groq-api-kye"],
      2,
      'did you mean "groq-api-key"?',
      "groq-api-key",
    ],
    [
      ["onboard", "--auth-choice", "groq-api-key"],
      3,
      "no key was given",
      "--groq-api-key env:GROQ_API_KEY",
    ],
    [["onboard"], 2, "--auth-choice is missing", "mayros onboard --auth-choice"],
    [["onboard", "--groq-api-key", "env:UNSET_VARIABLE"], 2, "UNSET_VARIABLE is not set", "export"],
    [
      ["models", "auth", "logout", "groq:nobody"],
      2,
      'no profile is called "groq:nobody"',
      "mayros models auth list",
    ],
    [
      ["models", "auth", "paste-api-key"],
      2,
      "--provider is missing",
      "mayros models auth paste-api-key",
    ],
    // Before the key is asked for or read: stdin is empty here.
    [
      ["models", "auth", "paste-api-key", "--provider", "gorq"],
      2,
      'did you mean "groq"?',
      "mayros plugins list",
    ],
    [["config", "get", "agents.nothing"], 2, "nothing at agents.nothing", "mayros config file"],
  ])("%j exits %i", async (words, code, message, hint) => {
    const run = await createHome().run(words);
    expect(run.stderr).toContain(message);
    expect(run.stderr).toContain(hint);
    expect(run.stderr).not.toMatch(/\n\s+at /);
    expect(run.code).toBe(code);
  });

  it("gives the same as JSON on stdout", async () => {
    const run = await createHome().run(["run", "--json", "-m", "gorq/x", "hi"]);
    expect(JSON.parse(run.stdout)).toEqual({
      error: {
        code: "MAYROS_PROVIDER_UNKNOWN",
        message: 'no provider is called "gorq"; did you mean "groq"?',
        hint: "mayros plugins list",
      },
    });
  });
});

it("asks nobody for a key of a provider that is not there", async () => {
  const words = ["models", "auth", "paste-api-key", "--provider", "gorq", "--api-key", "literal"];
  const run = await createHome().run(words);
  expect(run.stderr).toMatch(/^error: no provider is called "gorq"/);
});

describe("a broken config", () => {
  const broken = "{\n  models: {\n    providrs: {},\n  },\n}\n";

  it("is an error at its place for commands that need it", async () => {
    const home = createHome();
    home.writeConfig(broken);
    const run = await home.run(["models", "list"]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(`${home.configPath}:3:5: `);
    expect(run.stderr).toContain("providers");
    expect(run.stderr).toContain("mayros config validate");
  });

  it("can be looked at and asked for help with", async () => {
    const home = createHome();
    home.writeConfig(broken);
    expect(await home.run(["--help"])).toMatchObject({ code: 0 });
    expect(await home.run(["--version"])).toMatchObject({ code: 0 });
    expect(await home.run(["run", "--help"])).toMatchObject({ code: 0 });
    expect(await home.run(["onboard", "--help"])).toMatchObject({ code: 0 });
    expect(await home.run(["config", "file"])).toMatchObject({ code: 0 });
    expect(await home.run(["config", "get", "models"])).toMatchObject({ code: 0 });
    expect(await home.run(["config", "validate"])).toMatchObject({ code: 2 });
  });

  it("names line and column of a syntax error", async () => {
    const home = createHome();
    home.writeConfig("{\n  models: {,}\n}\n");
    const run = await home.run(["config", "validate"]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(`${home.configPath}:2:12: error:`);
  });

  it("is left as it is by a command that edits", async () => {
    const home = createHome();
    const broken = "{ models: {,} } // mine\n";
    home.writeConfig(broken);
    expect(await home.run(["models", "set", "groq/x"])).toMatchObject({ code: 2 });
    expect(await home.run(["plugins", "disable", "groq"])).toMatchObject({ code: 2 });
    const onboard = ["onboard", "--groq-api-key", "-"];
    expect(await home.run(onboard, { input: "a-key-0123" })).toMatchObject({ code: 2 });
    expect(readFileSync(home.configPath, "utf8")).toBe(broken);
  });
});

describe("unreadable state", () => {
  it("names the path of a state dir that is a file", async () => {
    const home = createHome();
    const path = join(home.folder, "state");
    writeFileSync(path, "");
    const run = await home.run(["models", "list"], { env: { MAYROS_STATE_DIR: path } });
    expect(run.code).toBe(1);
    expect(run.stderr).toContain(path);
  });

  it("names the path of a config that is a folder", async () => {
    const home = createHome();
    mkdirSync(home.configPath);
    const run = await home.run(["models", "list"]);
    expect(run.code).toBe(1);
    expect(run.stderr).toContain(home.configPath);
  });

  it("never overwrites a credential store that it can't read", async () => {
    const home = createHome();
    const path = join(home.folder, "auth.db");
    writeFileSync(path, "this is no database, but maybe it was one", { mode: 0o600 });
    const run = await home.run(["models", "auth", "paste-api-key", "--provider", "groq"], {
      input: "a-key-0123",
    });
    expect(run.code).toBe(1);
    expect(run.stderr).toContain(path);
    expect(readFileSync(path, "utf8")).toBe("this is no database, but maybe it was one");
  });
});

interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

describe("a server that misbehaves", () => {
  it.each<[string, Answer | undefined, number, string, string]>([
    ["refuses the connection", undefined, 1, "ECONNREFUSED", "start the server"],
    [
      "answers with a redirect",
      { status: 302, headers: { location: "http://127.0.0.1:1/" } },
      1,
      "302",
      "next:",
    ],
    [
      "answers 500 with a page",
      { status: 500, body: "<html>oops</html>" },
      1,
      "answered 500",
      "try again",
    ],
    [
      "answers with a page",
      { status: 200, headers: { "content-type": "text/html" }, body: "<html>hello</html>" },
      1,
      "answered with a web page",
      "baseUrl",
    ],
    [
      "ends its stream early",
      { status: 200, body: 'data: {"choices":[{"delta":{"content":"par"}}]}\n\n' },
      1,
      "ended",
      "next:",
    ],
    [
      "says when it is ready again",
      { status: 429, headers: { "retry-after": "17" }, body: '{"error":{"message":"slow down"}}' },
      4,
      "slow down",
      "wait 17 s",
    ],
  ])("%s", async (_what, answer, code, message, hint) => {
    const server = createServer((_incoming, outgoing) => {
      outgoing.writeHead(answer?.status ?? 200, {
        "content-type": "text/event-stream",
        ...answer?.headers,
      });
      outgoing.end(answer?.body);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    if (answer) onTestFinished(() => void server.close());
    else server.close();
    const home = createHome();
    home.writeConfig(
      `{ models: { providers: { local: { baseUrl: "http://127.0.0.1:${port}/v1" } } } }`,
    );
    const run = await home.run(["run", "-m", "local/m", "hi"]);
    expect(run.stderr).toContain(message);
    expect(run.stderr).toContain(hint);
    expect(run.code).toBe(code);
  });
});

it("does not fail when its reader goes away", async () => {
  const home = createHome();
  const run = await home.run(["models", "list", "--all"], {
    onStart: (child) => child.stdout?.destroy(),
  });
  expect(run).toEqual({ code: 0, stdout: "", stderr: "" });
});

it("keeps its exit code when nobody reads its errors", async () => {
  const run = await createHome().run(["run", "-m", "gorq/x", "hi"], {
    onStart: (child) => child.stderr?.destroy(),
  });
  expect(run.code).toBe(2);
});

it("repairs a store that others could read, and says so", async () => {
  const home = createHome();
  await home.run(["models", "auth", "paste-api-key", "--provider", "groq"], {
    input: "a-key-0123456789",
  });
  chmodSync(join(home.folder, "auth.db"), 0o644);
  const run = await home.run(["models", "auth", "list"]);
  expect(run.code).toBe(0);
  expect(run.stderr).toContain("warning:");
});
