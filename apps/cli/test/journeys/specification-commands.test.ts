// The command lines of the specification, as it prints them: what can be done without a person is done so, and the key
// that was stored is the one that the vendor is asked with. (Logins: specification-logins.test.ts.)
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defaultReply } from "@mayros/plugin-testkit";
import { createMayros } from "@mayros/sdk";
import { describe, expect, it, onTestFinished } from "vitest";
import { createHome, type MayrosHome } from "../run-mayros.ts";
import {
  answerWithModelServer,
  authOf,
  startRecordingVendor,
} from "../specification/recording-vendor.ts";
import { movedTo } from "../specification/specified-home.ts";
import { specifiedProviders } from "../specification/specified-providers.ts";

answerWithModelServer();

const page = readFileSync(join(import.meta.dirname, "../../../../docs/specification.md"), "utf8");

/** All vendors are at this host; in models.json, which no command writes. */
function homeAt(host: string): MayrosHome {
  const home = createHome();
  const moved = specifiedProviders.map(({ id, baseUrl }) => [
    id,
    { baseUrl: movedTo(host, baseUrl) },
  ]);
  const text = JSON.stringify({ providers: Object.fromEntries(moved) });
  writeFileSync(join(home.folder, "models.json"), text, { mode: 0o600 });
  return home;
}

const KEY = "sk-0123456789abcdef0123456789abcdef";

/** The choices that the page prints and their kin: the variable that holds the key, and the model that is set. */
const choices: readonly [choice: string, variable: string, model: string][] = [
  ["openai-api-key", "OPENAI_API_KEY", "openai/gpt-5.1-codex"],
  ["apiKey", "ANTHROPIC_API_KEY", "anthropic/claude-opus-4-6"],
  ["opencode-zen", "OPENCODE_API_KEY", "opencode/claude-opus-4-6"],
  ["opencode-zen", "OPENCODE_ZEN_API_KEY", "opencode/claude-opus-4-6"],
  ["gemini-api-key", "GEMINI_API_KEY", "google/gemini-3-pro-preview"],
  ["zai-api-key", "ZAI_API_KEY", "zai/glm-4.7"],
  ["zai-api-key", "Z_AI_API_KEY", "zai/glm-4.7"],
  ["ai-gateway-api-key", "AI_GATEWAY_API_KEY", "vercel-ai-gateway/anthropic/claude-opus-4.6"],
  ["openrouter-api-key", "OPENROUTER_API_KEY", "openrouter/anthropic/claude-sonnet-4-5"],
  ["xai-api-key", "XAI_API_KEY", "xai/grok-4"],
  ["groq-api-key", "GROQ_API_KEY", "groq/llama-3.3-70b-versatile"],
  ["cerebras-api-key", "CEREBRAS_API_KEY", "cerebras/zai-glm-4.7"],
  ["mistral-api-key", "MISTRAL_API_KEY", "mistral/mistral-large-latest"],
  ["huggingface-api-key", "HF_TOKEN", "huggingface/deepseek-ai/DeepSeek-R1"],
  ["huggingface-api-key", "HUGGINGFACE_HUB_TOKEN", "huggingface/deepseek-ai/DeepSeek-R1"],
  ["moonshot-api-key", "MOONSHOT_API_KEY", "moonshot/kimi-k2.5"],
  ["kimi-code-api-key", "KIMI_API_KEY", "kimi-coding/k2p5"],
  ["volcengine-api-key", "VOLCANO_ENGINE_API_KEY", "volcengine-plan/ark-code-latest"],
  ["byteplus-api-key", "BYTEPLUS_API_KEY", "byteplus-plan/ark-code-latest"],
  ["synthetic-api-key", "SYNTHETIC_API_KEY", "synthetic/hf:MiniMaxAI/MiniMax-M2.1"],
  ["minimax-api", "MINIMAX_API_KEY", "minimax/MiniMax-M2.5"],
  ["minimax-api-lightning", "MINIMAX_API_KEY", "minimax/MiniMax-M2.5-Lightning"],
  ["minimax-api-key-cn", "MINIMAX_API_KEY", "minimax-cn/MiniMax-M2.5"],
  ["litellm-api-key", "LITELLM_API_KEY", "litellm/claude-opus-4-6"],
];

/** What `mayros run hello` asks and gets, without a process for each: that it does is shown further down. */
async function askDefault({ folder }: MayrosHome): Promise<{ model: string; text: string }> {
  const mayros = createMayros({ env: { HOME: folder, MAYROS_STATE_DIR: folder } });
  onTestFinished(() => mayros.close());
  let text = "";
  const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hello" }] }];
  const running = mayros.run({ prompt }, (part) => {
    if (part.type === "text-delta") text += part.delta;
  });
  const { ref } = (await running.opened).model;
  await running.finished;
  return { model: `${ref.provider}/${ref.model}`, text };
}

describe("mayros onboard --auth-choice", () => {
  it.each(choices)("%s, with %s", async (choice, variable, model) => {
    const vendor = await startRecordingVendor();
    const home = homeAt(vendor.url);
    const words = ["onboard", "--auth-choice", choice, "--skip-test"];
    const run = await home.run(words, { env: { [variable]: KEY } });
    expect(run).toMatchObject({ code: 0 });
    expect(run.stdout + run.stderr).not.toContain(KEY);
    // Without the variable: what is asked with is what was stored.
    expect(await askDefault(home)).toEqual({ model, text: defaultReply });
    expect(vendor.requests.map((request) => Object.values(authOf(request)))).toEqual([
      [expect.stringContaining(KEY)],
    ]);
  });

  it.each([
    ["moonshot-api-key-cn", "MOONSHOT_API_KEY", "moonshot", "https://api.moonshot.cn/v1"],
    ["zai-global", "ZAI_API_KEY", "zai", "https://api.z.ai/api/paas/v4"],
    ["zai-cn", "ZAI_API_KEY", "zai", "https://open.bigmodel.cn/api/paas/v4"],
    ["zai-coding-global", "ZAI_API_KEY", "zai", "https://api.z.ai/api/coding/paas/v4"],
    ["zai-coding-cn", "ZAI_API_KEY", "zai", "https://open.bigmodel.cn/api/coding/paas/v4"],
  ])("%s asks at %4$s", async (choice, variable, provider, baseUrl) => {
    const home = createHome();
    const words = ["onboard", "--auth-choice", choice, "--skip-test"];
    expect(await home.run(words, { env: { [variable]: KEY } })).toMatchObject({ code: 0 });
    const status = await home.run(["config", "get", `models.providers.${provider}.baseUrl`]);
    expect(status.stdout).toContain(baseUrl);
  });

  it.each(["ollama", "lmstudio"])("%s needs no key", async (choice) => {
    const vendor = await startRecordingVendor();
    const home = homeAt(vendor.url);
    expect(await home.run(["onboard", "--auth-choice", choice])).toMatchObject({ code: 0 });
    expect(await home.run(["run", "hello"])).toMatchObject({
      code: 0,
      stdout: `${defaultReply}\n`,
    });
    expect(vendor.requests.map(authOf)).toEqual([{}]);
  });
});

it.each([
  ["openai-codex", "openai-codex"],
  ["github-copilot", "github-copilot"],
])("onboarding with %s wants a person, and says by which command", async (choice, provider) => {
  const home = createHome();
  const run = await home.run(["onboard", "--auth-choice", choice]);
  expect(run.code).toBe(3);
  expect(run.stderr).toContain(`mayros models auth login --provider ${provider}`);
});

it("onboards vLLM with any value for a key, and asks the model that is set then", async () => {
  const vendor = await startRecordingVendor();
  const home = homeAt(vendor.url);
  const env = { VLLM_API_KEY: "vllm-local" };
  const words = ["onboard", "--auth-choice", "vllm", "--skip-test"];
  expect(await home.run(words, { env })).toMatchObject({ code: 0 });
  expect(await home.run(["models", "set", "vllm/your-model-id"])).toMatchObject({ code: 0 });
  expect(await home.run(["run", "hello"])).toMatchObject({ code: 0, stdout: `${defaultReply}\n` });
  expect(vendor.requests.map(authOf)).toEqual([{ authorization: "Bearer vllm-local" }]);
});

/** What `claude setup-token` prints. */
const TOKEN = `sk-ant-oat01-${"a1".repeat(48)}`;

it.each([
  "mayros onboard --auth-choice token",
  "mayros models auth paste-token --provider anthropic",
])("%s takes a setup-token, which is a bearer token", async (line) => {
  expect(page).toContain(line.slice("mayros ".length));
  const vendor = await startRecordingVendor();
  const home = homeAt(vendor.url);
  const words = line.split(" ").slice(1);
  const more = words[0] === "onboard" ? ["--token", "-", "--skip-test"] : [];
  const run = await home.run([...words, ...more], { input: `${TOKEN}\n` });
  expect(run).toMatchObject({ code: 0 });
  expect(run.stdout + run.stderr).not.toContain(TOKEN);
  const asked = await home.run(["run", "-m", "anthropic/claude-opus-4-6", "hello"]);
  expect(asked).toMatchObject({ code: 0, stdout: `${defaultReply}\n` });
  expect(vendor.requests.map(authOf)).toEqual([{ authorization: `Bearer ${TOKEN}` }]);
});

it("onboards, sets the default model and lists it, as the CLI examples do", async () => {
  const [, example = ""] = /CLI examples\nbash(.+)/.exec(page) ?? [];
  const lines = example.split(/ ?mayros /).filter((line) => line !== "");
  expect(lines).toEqual([
    "onboard --auth-choice opencode-zen",
    "models set opencode/claude-opus-4-6",
    "models list",
  ]);
  const home = createHome();
  let stdout = "";
  for (const line of lines) {
    const run = await home.run(line.split(" "), { env: { OPENCODE_API_KEY: KEY } });
    expect(run).toMatchObject({ code: 0 });
    stdout = run.stdout;
  }
  expect(stdout).toMatch(/^yes .*opencode\/claude-opus-4-6 {2}\(default\)$/m);
});
