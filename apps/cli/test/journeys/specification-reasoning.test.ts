// How the vendors of the specification are asked to reason: each in its own words, which are data of their plugins.
import { expect, it } from "vitest";
import { askInProcess } from "../specification/ask-in-process.ts";
import { answerWithModelServer, startRecordingVendor } from "../specification/recording-vendor.ts";
import { configAt } from "../specification/specified-home.ts";
import { specifiedProviders } from "../specification/specified-providers.ts";

answerWithModelServer();

const adaptive = { thinking: { type: "adaptive" }, output_config: { effort: "high" } };
const budget = { thinking: { type: "enabled", budget_tokens: expect.any(Number) } };

const rows: readonly [ref: string, body: object][] = [
  ["openai/gpt-5.1-codex", { reasoning: { effort: "high" }, store: false }],
  ["anthropic/claude-opus-4-6", adaptive],
  ["opencode/claude-opus-4-6", adaptive],
  ["vercel-ai-gateway/anthropic/claude-opus-4.6", adaptive],
  ["openrouter/anthropic/claude-sonnet-4-5", budget],
  ["zai/glm-4.7", { thinking: { type: "enabled" } }],
  ["moonshot/kimi-k2.5", { thinking: { type: "enabled" } }],
  ["kimi-coding/k2p5", budget],
  ["kimi-coding/k3", adaptive],
  ["minimax/MiniMax-M2.5", budget],
  ["minimax/MiniMax-M3", adaptive],
  ["minimax-cn/MiniMax-M3", adaptive],
  ["synthetic/hf:moonshotai/Kimi-K2-Thinking", budget],
  [
    "google/gemini-3-pro-preview",
    { generationConfig: { thinkingConfig: { thinkingLevel: expect.stringMatching(/high/i) } } },
  ],
];

it.each(rows)("%s", async (ref, body) => {
  const id = ref.slice(0, ref.indexOf("/"));
  const provider = specifiedProviders.find((each) => each.id === id);
  if (!provider) throw new Error(`there is no ${id}`);
  const vendor = await startRecordingVendor();
  const env = { [`${provider.prefix}_API_KEY`]: "a-key-0123456789" };
  const { error } = await askInProcess(configAt(vendor.url, provider), env, ref, {
    reasoning: "high",
  });
  expect(error).toBeUndefined();
  expect(vendor.requests.map((request) => request.body)).toMatchObject([body]);
});
