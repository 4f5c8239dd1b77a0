// Every JSON5 snippet of the specification, as it is printed, as somebody's mayros.json: it is valid, and its model is
// asked with the key that it names. Vendors are on this machine: their addresses stand in models.json, which a snippet
// lies over, or in the place of the host where the snippet names one.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defaultReply } from "@mayros/plugin-testkit";
import { expect, it } from "vitest";
import { createHome } from "../run-mayros.ts";
import {
  answerWithModelServer,
  authOf,
  startRecordingVendor,
} from "../specification/recording-vendor.ts";
import { movedTo } from "../specification/specified-home.ts";
import { specifiedProviders } from "../specification/specified-providers.ts";

answerWithModelServer();

const page = readFileSync(join(import.meta.dirname, "../../../../docs/specification.md"), "utf8");
const snippets = page
  .split("\n")
  .filter((line) => line.startsWith("json5{"))
  .map((line) => line.slice("json5".length));

const account = { "https://api.openai.com/auth": { chatgpt_account_id: "account-7" } };
const chatGptToken = `e30.${Buffer.from(JSON.stringify(account)).toString("base64url")}.c2ln`;

/** Of the variables that the page names for them, the first; of a login a token. */
const keys: Readonly<Record<string, string>> = {
  OPENAI_API_KEY: "key-of-openai",
  ANTHROPIC_API_KEY: "key-of-anthropic",
  OPENAI_CODEX_API_KEY: chatGptToken,
  OPENCODE_API_KEY: "key-of-opencode",
  MOONSHOT_API_KEY: "key-of-moonshot",
  VOLCANO_ENGINE_API_KEY: "key-of-volcengine",
  BYTEPLUS_API_KEY: "key-of-byteplus",
  SYNTHETIC_API_KEY: "key-of-synthetic",
  VLLM_API_KEY: "vllm-local",
};

const bearer = (key: string): object => ({ authorization: `Bearer ${key}` });
const apiKey = (key: string): object => ({ "x-api-key": key });

/** In the order of the page: whom the primary model asks, for which model, and with what. */
const rows: readonly [provider: string, line: string, model: string, auth: object][] = [
  ["openai", "/v1/responses", "gpt-5.1-codex", bearer("key-of-openai")],
  ["anthropic", "/v1/messages", "claude-opus-4-6", apiKey("key-of-anthropic")],
  ["openai-codex", "/backend-api/codex/responses", "gpt-5.3-codex", bearer(chatGptToken)],
  [
    ...(["opencode", "/inference/anthropic/v1/messages", "claude-opus-4-6"] as const),
    apiKey("key-of-opencode"),
  ],
  ["moonshot", "/v1/chat/completions", "kimi-k2.5", bearer("key-of-moonshot")],
  ["kimi-coding", "/coding/v1/messages", "k2p5", apiKey("sk-...")],
  [
    ...(["volcengine", "/api/v3/chat/completions", "doubao-seed-1-8-251228"] as const),
    bearer("key-of-volcengine"),
  ],
  ["byteplus", "/api/v3/chat/completions", "seed-1-8-251228", bearer("key-of-byteplus")],
  [
    ...(["synthetic", "/anthropic/v1/messages", "hf:MiniMaxAI/MiniMax-M2.1"] as const),
    apiKey("key-of-synthetic"),
  ],
  ["ollama", "/v1/chat/completions", "llama3.3", {}],
  ["vllm", "/v1/chat/completions", "your-model-id", bearer("vllm-local")],
  ["lmstudio", "/v1/chat/completions", "minimax-m2.1-gs32", bearer("LMSTUDIO_KEY")],
];

it("is a row for each snippet", () => expect(snippets).toHaveLength(rows.length));

const addresses: readonly (readonly [string, string])[] = [
  ...specifiedProviders.map(({ id, baseUrl }) => [id, baseUrl] as const),
  ["openai-codex", "https://chatgpt.com/backend-api"],
];

it.each(rows.map((row, index) => [...row, snippets[index] ?? ""] as const))(
  "%s",
  async (_provider, path, model, auth, snippet) => {
    const vendor = await startRecordingVendor();
    const home = createHome();
    const moved = addresses.map(([id, baseUrl]) => [id, { baseUrl: movedTo(vendor.url, baseUrl) }]);
    const providers = { providers: Object.fromEntries(moved) };
    writeFileSync(join(home.folder, "models.json"), JSON.stringify(providers), { mode: 0o600 });
    home.writeConfig(snippet.replace(/https?:\/\/(?:api\.[a-z.]+|localhost:1234)/, vendor.url));
    expect(await home.run(["config", "validate"])).toMatchObject({ code: 0 });
    const run = await home.run(["run", "hello"], { env: keys });
    expect(run).toEqual({ code: 0, stdout: `${defaultReply}\n`, stderr: "" });
    expect(vendor.requests).toMatchObject([
      { line: `POST ${path}`, body: { model, stream: true } },
    ]);
    expect(vendor.requests.map(authOf)).toEqual([auth]);
  },
);

it("gives the model of the last one its alias", async () => {
  const vendor = await startRecordingVendor();
  const home = createHome();
  home.writeConfig((snippets.at(-1) ?? "").replace("http://localhost:1234", vendor.url));
  const run = await home.run(["run", "-m", "minimax", "hello"]);
  expect(run).toMatchObject({ code: 0, stdout: `${defaultReply}\n` });
  expect(vendor.requests).toMatchObject([{ body: { model: "minimax-m2.1-gs32" } }]);
});
