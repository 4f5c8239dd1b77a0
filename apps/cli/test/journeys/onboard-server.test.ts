// Onboarding that asks a server: the live test of a key, and servers that no plugin knows.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type ModelServerOptions, startModelServer } from "@mayros/plugin-testkit";
import { describe, expect, it, onTestFinished } from "vitest";
import { createHome, type MayrosHome } from "../run-mayros.ts";

const KEY = "gsk_0123456789abcdefghijklmnop";
const env = { MY_KEY: KEY };

async function serve(options: ModelServerOptions = {}) {
  const server = await startModelServer(options);
  onTestFinished(() => server.stop());
  return server;
}

function homeAt(url: string): MayrosHome {
  const home = createHome();
  home.writeConfig(`{ models: { providers: { groq: { baseUrl: "${url}/v1" } } } }`);
  return home;
}

const isStored = async (home: MayrosHome): Promise<boolean> => {
  const list = await home.run(["models", "auth", "list", "--json"]);
  return JSON.parse(list.stdout).count > 0;
};

const closedPort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

describe("--test", () => {
  const words = ["onboard", "--groq-api-key", "env:MY_KEY", "--test"];

  it("asks one model before it stores the key", async () => {
    const server = await serve({ knownKeys: [KEY] });
    const home = homeAt(server.url);
    const run = await home.run(words, { env });
    expect(run.code).toBe(0);
    expect(run.stderr).toBe("it works: groq/llama-3.3-70b-versatile answered\n");
    expect(server.journal()).toEqual([{ path: "/v1/chat/completions", key: KEY, status: 200 }]);
    expect(await isStored(home)).toBe(true);
  });

  it("stores nothing that is refused", async () => {
    const home = homeAt((await serve({ knownKeys: ["another"] })).url);
    const run = await home.run(words, { env });
    expect(run.code).toBe(3);
    expect(run.stderr).toContain("the key was refused: groq answered 401");
    expect(run.stderr).not.toContain(KEY);
    expect(await isStored(home)).toBe(false);
  });

  it("stores a key that is right and rate limited, and says so", async () => {
    const home = homeAt((await serve({ rateLimitedKeys: [KEY] })).url);
    const run = await home.run(words, { env });
    expect(run.code).toBe(0);
    expect(run.stderr).toContain("warning: the key is accepted, but rate limited now");
    expect(await isStored(home)).toBe(true);
  });

  it("stores nothing when nobody answers", async () => {
    const home = homeAt(`http://127.0.0.1:${await closedPort()}`);
    const run = await home.run(words, { env });
    expect(run.code).toBe(1);
    expect(run.stderr).toContain("nobody answered, so nothing was tested");
    expect(run.stderr).toContain("leave --test out");
    expect(await isStored(home)).toBe(false);
  });

  it("is the only thing that asks", async () => {
    const server = await serve();
    const run = await homeAt(server.url).run(words.slice(0, -1), { env });
    expect(run.code).toBe(0);
    expect(server.journal()).toEqual([]);
  });
});

describe("a custom server", () => {
  const custom = (url: string, ...more: string[]): string[] => [
    "onboard",
    "--custom-base-url",
    url,
    "--custom-model-id",
    "my-model",
    ...more,
  ];

  it("becomes a provider of the config whose key is not in it", async () => {
    const server = await serve({ knownKeys: [KEY] });
    const port = new URL(server.url).port;
    const home = createHome();
    home.writeConfig("// mine\n{}\n");
    const run = await home.run(custom(`${server.url}/v1/`, "--custom-api-key", "env:MY_KEY"), {
      env,
    });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    const id = `custom-127-0-0-1-${port}`;
    expect(run.stdout).toContain(`stored ${id}:default\n`);
    expect(run.stdout).toContain(`default model: ${id}/my-model\n`);
    const config = readFileSync(home.configPath, "utf8");
    expect(config).toContain("// mine\n");
    expect(config).not.toContain(KEY);
    const value = await home.run(["config", "get", `models.providers.${id}`, "--json"]);
    expect(JSON.parse(value.stdout)).toMatchObject({
      baseUrl: `${server.url}/v1`,
      api: "openai-completions",
      models: [{ id: "my-model" }],
    });
    expect((await home.run(["run", "hello"])).stdout).toBe("Hello from the model server.\n");
    expect(server.journal().map(({ key }) => key)).toEqual([KEY]);
  });

  it("takes a second model of a known one, and another number for another URL", async () => {
    const home = createHome();
    await home.run(custom("http://localhost:8080/v1"));
    const again = [...custom("http://localhost:8080/v1").slice(0, -1), "second", "--json"];
    const second = JSON.parse((await home.run(again)).stdout);
    expect(second).toMatchObject({ provider: "custom-localhost-8080", defaultModelSet: false });
    const other = JSON.parse((await home.run(custom("http://localhost:8080/v2", "--json"))).stdout);
    expect(other.provider).toBe("custom-localhost-8080-2");
    const list = await home.run([
      "models",
      "list",
      "--json",
      "--provider",
      "custom-localhost-8080",
    ]);
    expect(list.stdout).toContain("custom-localhost-8080/my-model");
    expect(list.stdout).toContain("custom-localhost-8080/second");
  });

  it("is found out to speak the other format, by --test", async () => {
    const server = createServer((incoming, outgoing) => {
      const isMessages = incoming.url === "/v1/messages";
      outgoing.writeHead(isMessages ? 429 : 404, { "content-type": "application/json" });
      outgoing.end(
        isMessages
          ? '{"type":"error","error":{"type":"rate_limit_error","message":"slow down"}}'
          : "{}",
      );
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const home = createHome();
    const run = await home.run(custom(`http://127.0.0.1:${port}/v1`, "--test"));
    expect(run.code).toBe(0);
    expect(run.stderr).toContain("rate limited now");
    expect(readFileSync(home.configPath, "utf8")).toContain('api: "anthropic-messages"');
  });

  it.each([
    [["onboard", "--auth-choice", "custom-api-key"], 2, "--custom-base-url <url> and --custom-mod"],
    [custom("https://api.acme.example/v1"), 3, "no key was given for api.acme.example"],
    [custom("ftp://x.example"), 2, "is not a base URL"],
    [custom("http://localhost:1", "--custom-provider-id", "groq"), 2, "groq is there already"],
    [custom("http://localhost:1", "--custom-provider-id", "A b"), 2, "is no provider id"],
    [custom("http://localhost:1", "--custom-compatibility", "x"), 2, "takes openai or anthropic"],
    [custom("http://127.0.0.1:9/v1", "--test"), 1, "nothing was stored"],
  ])("is refused: %j", async (words, code, message) => {
    const run = await createHome().run(words);
    expect(run.stderr).toContain(message);
    expect(run.code).toBe(code);
  });
});
