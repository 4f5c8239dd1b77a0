// Where requests of the providers beyond the specification go, with the addresses that ship: host, path, the header that
// knows the key, and what the model is called there. Two vendors have an address for every customer.
import { describe, expect, it, test } from "vitest";
import { startTlsProxy } from "../providers/tls-proxy.ts";
import { createHome } from "../run-mayros.ts";
import {
  answerWithModelServer,
  authOf,
  startRecordingVendor,
} from "../specification/recording-vendor.ts";

const KEY = "a-key-0123456789";
const cloudflare = { CLOUDFLARE_ACCOUNT_ID: "acc-1", CLOUDFLARE_GATEWAY_ID: "my_gate" };
const azure = { AZURE_RESOURCE_NAME: "my-res" };

interface Case {
  readonly ref: string;
  /** Of the key. */
  readonly variable: string;
  readonly host: string;
  readonly path: string;
  readonly header?: string;
  /** What it is called there, where that is not what follows the first slash. */
  readonly model?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const CHAT = "/chat/completions";
const gateway = "gateway.ai.cloudflare.com";
const plan = "token-plan.ap-southeast-1.maas.aliyuncs.com";
const planCn = "token-plan.cn-beijing.maas.aliyuncs.com";
const compatible = `/compatible-mode/v1${CHAT}`;

const cases: readonly Case[] = [
  {
    ref: "azure-openai/gpt-5.4",
    variable: "AZURE_OPENAI_API_KEY",
    host: "my-res.openai.azure.com",
    path: "/openai/v1/responses",
    header: "api-key",
    env: azure,
  },
  {
    ref: "azure/my-deployment",
    variable: "AZURE_OPENAI_API_KEY",
    host: "other.openai.azure.com",
    path: "/openai/v1/responses",
    header: "api-key",
    env: { AZURE_OPENAI_RESOURCE_NAME: "other" },
  },
  {
    ref: "azure-openai/deepseek-v4-pro",
    variable: "AZURE_OPENAI_API_KEY",
    host: "my-res.openai.azure.com",
    path: `/openai/v1${CHAT}`,
    header: "api-key",
    env: azure,
  },
  {
    ref: "cloudflare-ai-gateway/claude-sonnet-4-5",
    variable: "CLOUDFLARE_AI_GATEWAY_API_KEY",
    host: gateway,
    path: "/v1/acc-1/my_gate/anthropic/v1/messages",
    header: "x-api-key",
    env: cloudflare,
  },
  {
    ref: "cloudflare-ai-gateway/gpt-5.4",
    variable: "CLOUDFLARE_AI_GATEWAY_API_KEY",
    host: gateway,
    path: "/v1/acc-1/my_gate/openai/responses",
    env: cloudflare,
  },
  {
    ref: "cloudflare-ai-gateway/workers-ai/@cf/openai/gpt-oss-120b",
    variable: "CLOUDFLARE_AI_GATEWAY_API_KEY",
    host: gateway,
    path: `/v1/acc-1/my_gate/compat${CHAT}`,
    env: cloudflare,
  },
  {
    ref: "cloudflare-workers-ai/@cf/openai/gpt-oss-120b",
    variable: "CLOUDFLARE_API_TOKEN",
    host: "api.cloudflare.com",
    path: `/client/v4/accounts/acc-1/ai/v1${CHAT}`,
    env: cloudflare,
  },
  {
    ref: "venice/llama-3.3-70b",
    variable: "VENICE_API_KEY",
    host: "api.venice.ai",
    path: `/api/v1${CHAT}`,
  },
  {
    ref: "perplexity/sonar-pro",
    variable: "PERPLEXITY_API_KEY",
    host: "api.perplexity.ai",
    path: CHAT,
  },
  {
    ref: "deepinfra/zai-org/GLM-5.2",
    variable: "DEEPINFRA_TOKEN",
    host: "api.deepinfra.com",
    path: `/v1/openai${CHAT}`,
  },
  {
    ref: "chutes/zai-org/GLM-5.2-TEE",
    variable: "CHUTES_API_KEY",
    host: "llm.chutes.ai",
    path: `/v1${CHAT}`,
  },
  {
    ref: "qianfan/deepseek-v3.2",
    variable: "QIANFAN_API_KEY",
    host: "qianfan.baidubce.com",
    path: `/v2${CHAT}`,
  },
  {
    ref: "meta-ai/muse-spark-1.3",
    variable: "META_API_KEY",
    host: "api.meta.ai",
    path: "/v1/responses",
  },
  {
    ref: "dashscope/qwen3.7-max",
    variable: "DASHSCOPE_API_KEY",
    host: "dashscope-intl.aliyuncs.com",
    path: compatible,
  },
  {
    ref: "alibaba-cn/qwen3.7-max",
    variable: "DASHSCOPE_API_KEY",
    host: "dashscope.aliyuncs.com",
    path: compatible,
  },
  {
    ref: "alibaba-coding-plan/qwen3.7-max",
    variable: "MODELSTUDIO_API_KEY",
    host: "coding-intl.dashscope.aliyuncs.com",
    path: `/v1${CHAT}`,
  },
  {
    ref: "qwen-token-plan/qwen3.8-max",
    variable: "QWEN_TOKEN_PLAN_API_KEY",
    host: plan,
    path: compatible,
  },
  {
    ref: "qwen-token-plan-individual/qwen3.8-max",
    variable: "QWEN_TOKEN_PLAN_API_KEY",
    host: plan,
    path: compatible,
  },
  {
    ref: "qwen-token-plan-cn/qwen3.8-max",
    variable: "QWEN_TOKEN_PLAN_CN_API_KEY",
    host: planCn,
    path: compatible,
  },
  {
    ref: "qwen-token-plan-individual-cn/qwen3.8-max",
    variable: "QWEN_TOKEN_PLAN_CN_API_KEY",
    host: planCn,
    path: compatible,
  },
  {
    ref: "xiaomi-token-plan-ams/mimo-v2.6-pro",
    variable: "XIAOMI_TOKEN_PLAN_AMS_API_KEY",
    host: "token-plan-ams.xiaomimimo.com",
    path: `/v1${CHAT}`,
  },
  {
    ref: "deepseek/deepseek-v4-pro",
    variable: "DEEPSEEK_API_KEY",
    host: "api.deepseek.com",
    path: CHAT,
  },
  {
    ref: "together/moonshotai/Kimi-K2.5",
    variable: "TOGETHER_API_KEY",
    host: "api.together.ai",
    path: `/v1${CHAT}`,
  },
  {
    ref: "fireworks/accounts/fireworks/models/glm-5p3",
    variable: "FIREWORKS_API_KEY",
    host: "api.fireworks.ai",
    path: `/inference/v1${CHAT}`,
  },
  {
    ref: "nvidia/nvidia/llama-3.1-nemotron-70b-instruct",
    variable: "NVIDIA_API_KEY",
    host: "integrate.api.nvidia.com",
    path: `/v1${CHAT}`,
  },
  {
    ref: "xiaomi/mimo-v2-flash",
    variable: "XIAOMI_API_KEY",
    host: "api.xiaomimimo.com",
    path: `/v1${CHAT}`,
  },
  {
    ref: "baseten/zai-org/GLM-5.3",
    variable: "BASETEN_API_KEY",
    host: "inference.baseten.co",
    path: `/v1${CHAT}`,
  },
];

answerWithModelServer();

test.each(cases)("$ref", async ({ ref, variable, host, path, header, model, env }) => {
  const vendor = await startRecordingVendor();
  const proxy = await startTlsProxy(vendor.url, [host]);
  const ran = await createHome().run(["run", "-m", ref, "hello"], {
    env: { ...proxy.env, ...env, [variable]: KEY },
  });
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringMatching(/\w/) });
  const [request, ...more] = vendor.requests;
  expect(more).toEqual([]);
  expect(request).toMatchObject({
    line: `POST ${path}`,
    headers: { host },
    body: { model: model ?? ref.slice(ref.indexOf("/") + 1), stream: true },
  });
  expect(request && authOf(request)).toEqual(
    header === undefined ? { authorization: `Bearer ${KEY}` } : { [header]: KEY },
  );
  expect(new Set(proxy.asked)).toEqual(new Set([`${host}:443`]));
});

describe("a value that is no name", () => {
  it.each(["evil.example/", "evil.example#", "x@evil.example:443/", "..", "a.b", ""])(
    "%j reaches nobody",
    async (value) => {
      const vendor = await startRecordingVendor();
      const proxy = await startTlsProxy(vendor.url, ["evil.example", "x.openai.azure.com"]);
      const ran = await createHome().run(["run", "-m", "azure-openai/gpt-5.4", "hello"], {
        env: { ...proxy.env, AZURE_OPENAI_API_KEY: KEY, AZURE_RESOURCE_NAME: value },
      });
      expect(ran.code).toBe(value === "" ? 3 : 2);
      expect(ran.stderr).toMatch(/Azure OpenAI resource name/);
      expect(ran.stderr).not.toContain(KEY);
      expect(proxy.asked).toEqual([]);
    },
  );
});

it("is listed as ready once its address is known, too", async () => {
  const home = createHome();
  const key = { AZURE_OPENAI_API_KEY: KEY };
  home.writeConfig('{ agents: { defaults: { model: "azure-openai/gpt-5.4" } } }');
  const list = (env: Record<string, string>) => home.run(["models", "list"], { env });
  expect((await list(key)).stdout).toMatch(/^needs more .*azure-openai\/gpt-5\.4 /m);
  expect((await list({ ...key, ...azure })).stdout).toMatch(/^yes .*azure-openai\/gpt-5\.4 /m);

  const status = (env: Record<string, string>) =>
    home.run(["models", "status", "--check"], { env });
  const open = await status(key);
  expect(open.code).not.toBe(0);
  expect(open.stderr).toContain("azure-openai needs more than a key for its address (default)");
  expect(await status({ ...key, ...azure })).toMatchObject({ code: 0, stderr: "" });
});

it("rotates over keys of one resource", async () => {
  const vendor = await startRecordingVendor((key) => (key === KEY ? 429 : undefined));
  const proxy = await startTlsProxy(vendor.url, ["my-res.openai.azure.com"]);
  const ran = await createHome().run(["run", "-m", "azure-openai/gpt-5.4", "hello"], {
    env: { ...proxy.env, ...azure, AZURE_OPENAI_API_KEYS: `${KEY},second-key-01234` },
  });
  expect(ran.code).toBe(0);
  const asked = vendor.requests.map((request) => authOf(request)["api-key"]);
  expect(asked).toEqual([KEY, "second-key-01234"]);
});
