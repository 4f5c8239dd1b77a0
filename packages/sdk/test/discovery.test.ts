// What servers say of their models, on its way into lists and requests. The servers are real and speak
// as their documentation says; their addresses stand in the config.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ListingServer, startListingServer } from "@mayros/plugin-testkit";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { createMayros, type Mayros } from "../src/index.ts";

const tags = (...names: string[]) => ({
  models: names.map((model) => ({ name: model, model, details: { family: "llama" } })),
});
const shown = {
  details: { family: "llama", families: ["llama"] },
  model_info: { "general.architecture": "llama", "llama.context_length": 65536 },
  capabilities: ["completion", "vision", "thinking"],
};
const vllmList = { object: "list", data: [{ id: "org/served", max_model_len: 4096 }] };

let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "mayros-discovery-"));
  return () => rmSync(home, { recursive: true, force: true });
});

async function serve(answers: Record<string, object | undefined>): Promise<ListingServer> {
  const server = await startListingServer(answers);
  onTestFinished(() => server.stop());
  return server;
}

const serveOllama = () =>
  serve({ "GET /api/tags": tags("llama3.3:latest", "qwen3:8b"), "POST /api/show": shown });

/** An address at which nobody listens. */
async function nobody(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

interface Opened {
  readonly mayros: Mayros;
  readonly warnings: string[];
}

/** Addresses for all providers that are asked unnamed: the tests must not meet a server of this machine. */
async function open(
  providers: Record<string, object>,
  { env = {}, ...config }: { env?: Record<string, string>; [section: string]: unknown } = {},
): Promise<Opened> {
  const gone = `${await nobody()}/v1`;
  const all = { ollama: { baseUrl: gone }, lmstudio: { baseUrl: gone }, ...providers };
  writeFileSync(
    join(home, "mayros.json"),
    JSON.stringify({ ...config, models: { ...(config.models as object), providers: all } }),
  );
  const warnings: string[] = [];
  const mayros = createMayros({
    env: { MAYROS_STATE_DIR: home, HOME: home, ...env },
    onWarning: (message) => warnings.push(message),
  });
  onTestFinished(() => mayros.close());
  return { mayros, warnings };
}

const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hi" }] }];
const run = ({ mayros }: Opened, model: string): Promise<void> =>
  mayros.run({ model, prompt }, () => {}).finished;
const keys = async ({ mayros }: Opened, provider: string): Promise<string[]> =>
  (await mayros.models.list({ provider })).map(({ key }) => key);
const cachePath = (provider: string): string => join(home, "cache/discovered", `${provider}.json`);

describe("models.refresh", () => {
  it("asks every server that is meant, and lists show what it has", async () => {
    const ollama = await serveOllama();
    const vllm = await serve({ "GET /v1/models": vllmList });
    const opened = await open(
      { ollama: { baseUrl: `${ollama.url}/v1` }, vllm: { baseUrl: `${vllm.url}/v1` } },
      { env: { VLLM_API_KEY: "key-of-the-server" } },
    );
    expect(await opened.mayros.models.refresh()).toMatchObject([
      { provider: "lmstudio", answered: false, reason: expect.stringContaining("ECONNREFUSED") },
      { provider: "ollama", answered: true, models: ["llama3.3", "qwen3:8b"] },
      { provider: "vllm", answered: true, models: ["org/served"] },
    ]);
    expect(vllm.asked()).toEqual([
      { line: "GET /v1/models", authorization: "Bearer key-of-the-server" },
    ]);
    expect(await opened.mayros.models.list({ provider: "ollama" })).toMatchObject([
      {
        key: "ollama/llama3.3",
        name: "Llama 3.3 70B",
        input: "text+image",
        reasoning: true,
        contextWindow: 65536,
        local: true,
        available: true,
      },
      { key: "ollama/qwen3:8b" },
    ]);
    expect(await opened.mayros.models.resolve("ollama/llama3.3")).toMatchObject({
      known: true,
      model: { wireId: "llama3.3:latest", contextWindow: 65536 },
    });
    expect(await opened.mayros.models.seen()).toMatchObject([
      { provider: "ollama", name: "Ollama", models: 2 },
      { provider: "vllm", models: 1 },
    ]);
    expect(statSync(cachePath("vllm")).mode & 0o777).toBe(0o600);
  });

  it("keeps what a server said when it is gone", async () => {
    const vllm = await serve({ "GET /v1/models": vllmList });
    const opened = await open({ vllm: { baseUrl: `${vllm.url}/v1` } });
    await opened.mayros.models.refresh({ provider: "vllm" });
    const before = readFileSync(cachePath("vllm"), "utf8");
    await vllm.stop();
    const [asked] = await opened.mayros.models.refresh({ provider: "VLLM" });
    expect(asked).toMatchObject({ answered: false, models: ["org/served"] });
    expect(readFileSync(cachePath("vllm"), "utf8")).toBe(before);
    expect(await keys(opened, "vllm")).toEqual(["vllm/org/served"]);
  });

  it("waits for no server that hangs, whatever it began to say", async () => {
    const hanging = createServer((_incoming, outgoing) => outgoing.write('{"data":['));
    await new Promise<void>((resolve) => hanging.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => {
      hanging.closeAllConnections();
      hanging.close();
    });
    const { port } = hanging.address() as AddressInfo;
    const vllm = await serve({ "GET /v1/models": vllmList });
    const { mayros } = await open({
      vllm: { baseUrl: `${vllm.url}/v1` },
      litellm: { baseUrl: `http://127.0.0.1:${port}` },
    });
    const asked = await mayros.models.refresh();
    expect(asked.find(({ provider }) => provider === "vllm")).toMatchObject({ answered: true });
    expect(asked.find(({ provider }) => provider === "litellm")).toMatchObject({
      answered: false,
      reason: "no answer in time",
    });
  });

  it("believes a server at one address nothing about another", async () => {
    const vllm = await serve({ "GET /v1/models": vllmList });
    const first = await open({ vllm: { baseUrl: `${vllm.url}/v1` } });
    await first.mayros.models.refresh({ provider: "vllm" });
    const second = await open({ vllm: { baseUrl: `${vllm.url}/other/v1` } });
    expect(await keys(second, "vllm")).toEqual([]);
  });

  it("asks a server that needs a sign only with one, or when it is named", async () => {
    const asks = async (opened: Opened) =>
      (await opened.mayros.models.refresh()).map(({ provider }) => provider);
    expect(await asks(await open({}))).toEqual(["lmstudio", "ollama"]);
    const gone = { baseUrl: await nobody() };
    expect(await asks(await open({ litellm: gone }))).toEqual(["litellm", "lmstudio", "ollama"]);
    const { mayros } = await open({});
    await expect(mayros.models.refresh({ provider: "zai" })).rejects.toMatchObject({
      code: "MAYROS_USAGE",
    });
    await expect(mayros.models.refresh({ provider: "nobody" })).rejects.toMatchObject({
      code: "MAYROS_PROVIDER_UNKNOWN",
    });
  });

  it("asks nobody when the config is the whole list", async () => {
    const { mayros } = await open({}, { models: { mode: "replace" } });
    expect(await mayros.models.refresh()).toEqual([]);
    await expect(mayros.models.refresh({ provider: "ollama" })).rejects.toThrow(/replace/);
  });
});

it("knows a model by the name that the server has for it", async () => {
  const server = await serveOllama();
  const { mayros } = await open({ ollama: { baseUrl: `${server.url}/v1` } });
  await mayros.models.refresh();
  expect(await mayros.models.setDefault("ollama/llama3.3:latest")).toMatchObject({
    model: "ollama/llama3.3",
    known: true,
  });
});

describe("models.detect", () => {
  it("names the servers that answer", async () => {
    const ollama = await serveOllama();
    const { mayros } = await open({ ollama: { baseUrl: `${ollama.url}/v1` } });
    expect(await mayros.models.detect()).toEqual([
      {
        provider: "ollama",
        name: "Ollama",
        baseUrl: `${ollama.url}/v1`,
        models: ["llama3.3", "qwen3:8b"],
      },
    ]);
  });
});

describe("a request", () => {
  it("for a model that nothing lists asks the server first, once for all of them", async () => {
    const ollama = await serveOllama();
    const opened = await open({ ollama: { baseUrl: `${ollama.url}/v1` } });
    await Promise.all([run(opened, "ollama/qwen3:8b"), run(opened, "ollama/qwen3:8b")]);
    await run(opened, "ollama/qwen3:8b");
    const lines = ollama.asked().map(({ line }) => line);
    expect(lines.filter((line) => line === "GET /api/tags")).toHaveLength(1);
    expect(lines.filter((line) => line === "POST /v1/chat/completions")).toHaveLength(3);
    expect(opened.warnings).toEqual([]);
    expect(await keys(opened, "ollama")).toContain("ollama/qwen3:8b");
  });

  it("for a model that is listed asks nobody but the model", async () => {
    const ollama = await serveOllama();
    const opened = await open({ ollama: { baseUrl: `${ollama.url}/v1` } });
    await run(opened, "ollama/llama3.3");
    expect(ollama.asked().map(({ line }) => line)).toEqual(["POST /v1/chat/completions"]);
    expect(existsSync(cachePath("ollama"))).toBe(false);
  });

  it("for a model that the server does not have is sent with a warning", async () => {
    const ollama = await serveOllama();
    const opened = await open({ ollama: { baseUrl: `${ollama.url}/v1` } });
    await run(opened, "ollama/other");
    expect(opened.warnings).toEqual(["ollama/other is in no model list; it is sent as it is"]);
  });

  it("is sent without a warning when the server lists nothing", async () => {
    const ollama = await serve({ "GET /api/tags": undefined });
    const opened = await open({ ollama: { baseUrl: `${ollama.url}/v1` } });
    await run(opened, "ollama/anything");
    expect(opened.warnings).toEqual([]);
  });

  it("fails as it would without discovery when nothing listens", async () => {
    const opened = await open({});
    await expect(run(opened, "ollama/anything")).rejects.toMatchObject({ code: "MAYROS_NETWORK" });
  });

  it("asks again when what is remembered is a minute old", async () => {
    const ollama = await serveOllama();
    const providers = { ollama: { baseUrl: `${ollama.url}/v1` } };
    await (await open(providers)).mayros.models.refresh({ provider: "ollama" });
    const text = readFileSync(cachePath("ollama"), "utf8");
    writeFileSync(cachePath("ollama"), text.replace(/"at":\d+/, `"at":${Date.now() - 61_000}`));
    ollama.answers.set("GET /api/tags", tags("new:1b"));
    const opened = await open(providers);
    await run(opened, "ollama/new:1b");
    expect(opened.warnings).toEqual([]);
    expect(await keys(opened, "ollama")).toEqual(["ollama/new:1b"]);
  });
});

describe("models.list", () => {
  it("lists no server of this machine that was never seen, unless it is named or all are", async () => {
    writeFileSync(join(home, "mayros.json"), "{}");
    const list = (options = {}, env = {}) => {
      const mayros = createMayros({ env: { MAYROS_STATE_DIR: home, HOME: home, ...env } });
      onTestFinished(() => mayros.close());
      return mayros.models.list(options);
    };
    expect(await list({ provider: "ollama" })).toEqual([]);
    expect(await list({ provider: "ollama" }, { OLLAMA_API_KEY: "of-something-else" })).toEqual([]);
    expect(await list({ provider: "ollama", all: true })).toMatchObject([
      { key: "ollama/llama3.3", available: false },
    ]);
    writeFileSync(
      join(home, "mayros.json"),
      '{ agents: { defaults: { model: "ollama/llama3.3" } } }',
    );
    expect(await list({ provider: "ollama" })).toMatchObject([{ key: "ollama/llama3.3" }]);
  });

  it("lays the config over what a server said", async () => {
    const vllm = await serve({ "GET /v1/models": vllmList });
    const models = [{ id: "org/served", contextWindow: 2048 }, { id: "mine" }];
    const opened = await open({ vllm: { baseUrl: `${vllm.url}/v1`, models } });
    await opened.mayros.models.refresh({ provider: "vllm" });
    expect(await opened.mayros.models.list({ provider: "vllm" })).toMatchObject([
      { key: "vllm/org/served", contextWindow: 2048 },
      { key: "vllm/mine" },
    ]);
    expect(await opened.mayros.models.resolve("vllm/org/served")).toMatchObject({
      model: { contextWindow: 2048 },
    });
  });
});
