// Servers of SGLang and llama.cpp: not asked before somebody says so, then found, and asked by each of their names.
import { type ListingServer, startListingServer, startModelServer } from "@mayros/plugin-testkit";
import { expect, onTestFinished, test } from "vitest";
import { createHome } from "../run-mayros.ts";

const lists = {
  sglang: { data: [{ id: "Qwen/Qwen3-8B", owned_by: "sglang", max_model_len: 32768 }] },
  llamacpp: { data: [{ id: "gemma.gguf", owned_by: "llamacpp", meta: { n_ctx_train: 8192 } }] },
};

async function serve(list: object): Promise<ListingServer> {
  const server = await startListingServer({ "GET /v1/models": list });
  onTestFinished(() => server.stop());
  return server;
}

test.each([
  ["sglang", "SGLANG_API_KEY", "Qwen/Qwen3-8B", ["sglang"], 30000],
  ["llamacpp", "LLAMACPP_API_KEY", "gemma.gguf", ["llamacpp", "llama.cpp", "llama-cpp"], 8080],
] as const)("%s", async (id, variable, model, names, port) => {
  const server = await serve(lists[id]);
  const home = createHome();
  const env = { [variable]: `${id}-local` };
  const shipped = await home.run(["models", "refresh", "--json"]);
  expect(JSON.stringify(JSON.parse(shipped.stdout))).not.toContain(`"${id}"`);
  const info = await home.run(["plugins", "info", id]);
  expect(info.stdout).toContain(`http://127.0.0.1:${port}/v1`);

  home.writeConfig(`{ models: { providers: { "${id}": { baseUrl: "${server.url}/v1" } } } }`);
  const refresh = await home.run(["models", "refresh", "--provider", id], { env });
  expect(refresh).toMatchObject({ code: 0, stdout: expect.stringContaining(`1: ${model}`) });
  const listed = await home.run(["models", "list", "--provider", id, "--json"], { env });
  const [row] = JSON.parse(listed.stdout).models;
  expect(row).toMatchObject({ key: `${id}/${model}`, local: true, available: true });
  expect([32768, 8192]).toContain(row.contextWindow);

  const models = await startModelServer({ knownKeys: [`${id}-local`] });
  onTestFinished(() => models.stop());
  home.writeConfig(`{ models: { providers: { "${id}": { baseUrl: "${models.url}/v1" } } } }`);
  for (const name of names) {
    expect(await home.run(["run", "-m", `${name}/${model}`, "hi"], { env })).toMatchObject({
      code: 0,
    });
  }
  expect(models.journal().filter(({ path }) => path === "/v1/chat/completions")).toHaveLength(
    names.length,
  );
});
