// A person with a server of their own: it is found, listed with its age, and asked for a model that was
// never heard of. Every address is the test's own, so that no server of this machine is met.
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type ListingServer, startListingServer } from "@mayros/plugin-testkit";
import { expect, it, onTestFinished } from "vitest";
import { createHome, type MayrosHome } from "../run-mayros.ts";

const tags = (...names: string[]) => ({
  models: names.map((model) => ({ name: model, model, details: { family: "qwen3" } })),
});
const shown = {
  details: { family: "qwen3", families: ["qwen3"] },
  model_info: { "general.architecture": "qwen3", "qwen3.context_length": 40960 },
  capabilities: ["completion", "tools", "thinking"],
};

async function nobody(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/v1`;
}

async function start(): Promise<{ server: ListingServer; home: MayrosHome; gone: string }> {
  const server = await startListingServer({
    "GET /api/tags": tags("qwen3:8b", "llama3.3:latest"),
    "POST /api/show": shown,
  });
  onTestFinished(() => server.stop());
  const home = createHome();
  const gone = await nobody();
  home.writeConfig(`{ models: { providers: {
    ollama: { baseUrl: "${server.url}/v1" },
    lmstudio: { baseUrl: "${gone}" },
  } } }`);
  return { server, home, gone };
}

it("is asked by models refresh, and listed from then on without being asked", async () => {
  const { server, home, gone } = await start();
  const refresh = await home.run(["models", "refresh"]);
  expect(refresh).toMatchObject({ code: 0, stderr: "" });
  expect(refresh.stdout).toMatch(
    /^PROVIDER +URL +MODELS\nlmstudio +\S+ +no connection to .*ECONNREFUSED.*\nollama +\S+ +2: qwen3:8b, llama3\.3\n$/,
  );
  expect(refresh.stdout).toContain(gone);

  const before = server.asked().length;
  const list = await home.run(["models", "list", "--provider", "ollama", "--json"]);
  const { models, seen } = JSON.parse(list.stdout);
  expect(models).toMatchObject([
    { key: "ollama/qwen3:8b", contextWindow: 40960, reasoning: true, available: true, local: true },
    { key: "ollama/llama3.3", name: "Llama 3.3 70B" },
  ]);
  expect(seen).toMatchObject([{ provider: "ollama", models: 2 }]);
  expect(server.asked()).toHaveLength(before);
});

it("is asked by a request for a model that nothing lists", async () => {
  const { server, home } = await start();
  const run = await home.run(["run", "-m", "ollama/qwen3:8b", "hello"]);
  expect(run).toEqual({ code: 0, stdout: "Hello from the model server.\n", stderr: "" });
  expect(server.asked().map(({ line }) => line)).toEqual([
    "GET /api/tags",
    "POST /api/show",
    "POST /api/show",
    "POST /v1/chat/completions",
  ]);
  server.answers.set("GET /api/tags", tags("qwen3:8b", "fresh:1b"));
  const again = await home.run(["run", "-m", "ollama/fresh:1b", "hello"]);
  expect(again).toMatchObject({ code: 0, stderr: expect.stringContaining("in no model list") });
});

it("that is gone is named, and keeps what it said", async () => {
  const { server, home } = await start();
  await home.run(["models", "refresh", "--provider", "ollama"]);
  await server.stop();
  const refresh = await home.run(["models", "refresh", "--provider", "ollama"]);
  expect(refresh).toMatchObject({ code: 1 });
  expect(refresh.stdout).toContain("kept from before: 2: qwen3:8b, llama3.3");
  expect(refresh.stderr).toContain("models.providers.ollama.baseUrl");
  const plain = await home.run(["models", "list", "--plain", "--provider", "ollama"]);
  expect(plain.stdout).toBe("ollama/qwen3:8b\nollama/llama3.3\n");
});

it("that was never seen is not listed as ready, and the way to see it is named", async () => {
  const home = createHome();
  const list = await home.run(["models", "list", "--provider", "ollama"]);
  expect(list).toMatchObject({
    code: 0,
    stdout: "",
    stderr: "ollama was not seen yet\n  next: mayros models refresh --provider ollama\n",
  });
  const all = await home.run(["models", "list", "--provider", "ollama", "--all"]);
  expect(all.stdout).toMatch(/^not seen .*ollama\/llama3\.3$/m);
});

it("cannot drive the terminal or the list by what it calls its models", async () => {
  const { server, home } = await start();
  server.answers.set("GET /api/tags", tags("a\u001b[2Jb", "good:1b"));
  const refresh = await home.run(["models", "refresh", "--provider", "ollama", "--json"]);
  expect(JSON.parse(refresh.stdout).servers[0].models).toEqual(["good:1b"]);
});

it("is forgotten when the cache is broken, and found again", async () => {
  const { home } = await start();
  await home.run(["models", "refresh", "--provider", "ollama"]);
  const path = join(home.folder, "cache/discovered/ollama.json");
  writeFileSync(path, readFileSync(path, "utf8").slice(0, 40));
  const list = await home.run(["models", "list", "--plain", "--provider", "ollama"]);
  expect(list).toMatchObject({ code: 0, stdout: "ollama/llama3.3\n" });
  expect(await home.run(["models", "refresh", "--provider", "ollama"])).toMatchObject({ code: 0 });
});

it("is missed only when it was named: most machines have none", async () => {
  const { home, gone } = await start();
  home.writeConfig(`{ models: { providers: {
    ollama: { baseUrl: "${gone}" },
    lmstudio: { baseUrl: "${gone}" },
  } } }`);
  const unnamed = await home.run(["models", "refresh"]);
  expect(unnamed).toMatchObject({ code: 0 });
  expect(unnamed.stderr).toContain("no server answered");
  const named = await home.run(["models", "refresh", "--provider", "ollama"]);
  expect(named).toMatchObject({ code: 1 });
  expect(named.stderr).toContain("mayros config set models.providers.ollama.baseUrl");
});

it("can't be asked for by the name of a provider that has none", async () => {
  const { home } = await start();
  const refresh = await home.run(["models", "refresh", "--provider", "zai"]);
  expect(refresh).toMatchObject({ code: 2, stdout: "" });
  expect(refresh.stderr).toContain("mayros models list --all --provider zai");
});
