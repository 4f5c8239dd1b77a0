// The providers of docs/specification.md that take keys, as the page and the vendors have them, written by hand and not
// from the manifests: tests hold both the page and what is shipped against this table.

/** Where a wire puts the key. */
type KeyHeader = "authorization" | "x-api-key" | "x-goog-api-key";

type Dialect = "chat" | "responses" | "messages" | "gemini";

export interface SpecifiedModel {
  readonly ref: string;
  /** What the vendor calls it. */
  readonly wireId: string;
  readonly dialect: Dialect;
  /** Of the request, on the vendor's host. */
  readonly path: string;
  /** As shipped, without a slash at the end; another than the provider's where the vendor has one for each wire. */
  readonly baseUrl: string;
}

export interface SpecifiedProvider {
  readonly id: string;
  /** As shipped. */
  readonly baseUrl: string;
  /** What stands for <PROVIDER> in <PROVIDER>_API_KEY. */
  readonly prefix: string;
  /** Further names, in the order in which they are asked. */
  readonly furtherNames: readonly string[];
  readonly header: KeyHeader;
  /** Of `mayros onboard --auth-choice`. */
  readonly choice?: string;
  readonly models: readonly SpecifiedModel[];
}

const endings: Record<Exclude<Dialect, "gemini">, string> = {
  chat: "/chat/completions",
  responses: "/responses",
  messages: "/messages",
};

const keyHeaders: Record<Dialect, KeyHeader> = {
  chat: "authorization",
  responses: "authorization",
  messages: "x-api-key",
  gemini: "x-goog-api-key",
};

interface Row extends Partial<Omit<SpecifiedProvider, "models">> {
  readonly id: string;
  readonly baseUrl: string;
  /** Default: chat. */
  readonly dialect?: Dialect;
  /** Path before the dialect's ending; default: that of `baseUrl`. */
  readonly root?: string;
  /** Refs; where the vendor has another name for it: ref and name. */
  readonly refs: readonly (string | readonly [string, string])[];
}

/** Anthropic's base URLs are written without the `/v1` that their requests have. */
function pathOf(dialect: Dialect, root: string, wireId: string): string {
  if (dialect === "gemini") return `${root}/models/${wireId}:streamGenerateContent?alt=sse`;
  const version = dialect === "messages" && !root.endsWith("/v1") ? "/v1" : "";
  return root + version + endings[dialect];
}

function specify({ refs, root, dialect = "chat", ...row }: Row): SpecifiedProvider {
  const { origin, pathname } = new URL(row.baseUrl);
  const base = root ?? pathname.replace(/\/$/, "");
  const models = refs.map((each) => {
    const [ref, name] = typeof each === "string" ? [each, undefined] : each;
    const wireId = name ?? ref.slice(ref.indexOf("/") + 1);
    return { ref, wireId, dialect, path: pathOf(dialect, base, wireId), baseUrl: origin + base };
  });
  const prefix = row.prefix ?? row.id.toUpperCase().replaceAll("-", "_");
  return { prefix, furtherNames: [], header: keyHeaders[dialect], ...row, models };
}

const ark = { prefix: "VOLCANO_ENGINE", choice: "volcengine-api-key" };
const bytePlus = { prefix: "BYTEPLUS", choice: "byteplus-api-key" };
const codingModels = [
  "ark-code-latest",
  "doubao-seed-code",
  "kimi-k2.5",
  "kimi-k2-thinking",
  "glm-4.7",
];

export const specifiedProviders: readonly SpecifiedProvider[] = [
  specify({
    id: "openai",
    dialect: "responses",
    baseUrl: "https://api.openai.com/v1",
    choice: "openai-api-key",
    refs: ["openai/gpt-5.1-codex"],
  }),
  specify({
    id: "anthropic",
    dialect: "messages",
    baseUrl: "https://api.anthropic.com",
    choice: "apiKey",
    refs: ["anthropic/claude-opus-4-6"],
  }),
  specify({
    id: "opencode",
    dialect: "messages",
    baseUrl: "https://opencode.ai/inference/openai/v1",
    root: "/inference/anthropic",
    furtherNames: ["OPENCODE_ZEN_API_KEY"],
    choice: "opencode-zen",
    refs: ["opencode/claude-opus-4-6"],
  }),
  // Not named by the page: one model of each of its other wires.
  ...(["chat", "responses", "gemini"] as const).map((dialect) =>
    specify({
      id: "opencode",
      dialect,
      baseUrl: "https://opencode.ai/inference/openai/v1",
      ...(dialect === "gemini" ? { root: "/inference/google/v1beta" } : {}),
      furtherNames: ["OPENCODE_ZEN_API_KEY"],
      refs: [
        {
          chat: "opencode/glm-5",
          responses: "opencode/gpt-5.1-codex",
          gemini: "opencode/gemini-3-flash",
        }[dialect],
      ],
    }),
  ),
  specify({
    id: "google",
    dialect: "gemini",
    baseUrl: "https://generativelanguage.googleapis.com/v1beta",
    prefix: "GEMINI",
    furtherNames: ["GOOGLE_API_KEY"],
    choice: "gemini-api-key",
    refs: ["google/gemini-3-pro-preview"],
  }),
  specify({
    id: "zai",
    baseUrl: "https://api.z.ai/api/paas/v4",
    furtherNames: ["Z_AI_API_KEY"],
    choice: "zai-api-key",
    refs: ["zai/glm-4.7", "z.ai/glm-4.7", "z-ai/glm-4.7"],
  }),
  specify({
    id: "vercel-ai-gateway",
    dialect: "messages",
    baseUrl: "https://ai-gateway.vercel.sh",
    prefix: "AI_GATEWAY",
    choice: "ai-gateway-api-key",
    refs: ["vercel-ai-gateway/anthropic/claude-opus-4.6"],
  }),
  specify({
    id: "openrouter",
    dialect: "messages",
    header: "authorization",
    baseUrl: "https://openrouter.ai/api/v1",
    choice: "openrouter-api-key",
    refs: [["openrouter/anthropic/claude-sonnet-4-5", "anthropic/claude-sonnet-4.5"]],
  }),
  specify({
    id: "xai",
    baseUrl: "https://api.x.ai/v1",
    choice: "xai-api-key",
    refs: ["xai/grok-4"],
  }),
  specify({
    id: "groq",
    baseUrl: "https://api.groq.com/openai/v1",
    choice: "groq-api-key",
    refs: ["groq/llama-3.3-70b-versatile"],
  }),
  specify({
    id: "cerebras",
    baseUrl: "https://api.cerebras.ai/v1",
    choice: "cerebras-api-key",
    refs: ["cerebras/zai-glm-4.7", "cerebras/zai-glm-4.6"],
  }),
  specify({
    id: "mistral",
    baseUrl: "https://api.mistral.ai/v1",
    choice: "mistral-api-key",
    refs: ["mistral/mistral-large-latest"],
  }),
  specify({
    id: "huggingface",
    baseUrl: "https://router.huggingface.co/v1",
    furtherNames: ["HUGGINGFACE_HUB_TOKEN", "HF_TOKEN"],
    choice: "huggingface-api-key",
    refs: ["", ":fastest", ":cheapest", ":together"].map(
      (suffix) => `huggingface/deepseek-ai/DeepSeek-R1${suffix}`,
    ),
  }),
  specify({
    id: "moonshot",
    baseUrl: "https://api.moonshot.ai/v1",
    choice: "moonshot-api-key",
    refs: ["2.5", "2-0905-preview", "2-turbo-preview", "2-thinking", "2-thinking-turbo"].map(
      (version) => `moonshot/kimi-k${version}`,
    ),
  }),
  specify({
    id: "kimi-coding",
    dialect: "messages",
    baseUrl: "https://api.kimi.com/coding/",
    prefix: "KIMI",
    furtherNames: ["KIMICODE_API_KEY"],
    choice: "kimi-code-api-key",
    refs: ["kimi-coding/k2p5"],
  }),
  specify({
    ...ark,
    id: "volcengine",
    baseUrl: "https://ark.cn-beijing.volces.com/api/v3",
    refs: [
      "volcengine/doubao-seed-1-8-251228",
      "volcengine/doubao-seed-code-preview-251028",
      "volcengine/kimi-k2-5-260127",
      "volcengine/glm-4-7-251222",
      "volcengine/deepseek-v3-2-251201",
    ],
  }),
  specify({
    ...ark,
    id: "volcengine-plan",
    baseUrl: "https://ark.cn-beijing.volces.com/api/coding/v3",
    refs: codingModels.map((id) => `volcengine-plan/${id}`),
  }),
  specify({
    ...bytePlus,
    id: "byteplus",
    baseUrl: "https://ark.ap-southeast.bytepluses.com/api/v3",
    refs: ["byteplus/seed-1-8-251228", "byteplus/kimi-k2-5-260127", "byteplus/glm-4-7-251222"],
  }),
  specify({
    ...bytePlus,
    id: "byteplus-plan",
    baseUrl: "https://ark.ap-southeast.bytepluses.com/api/coding/v3",
    refs: codingModels.map((id) => `byteplus-plan/${id}`),
  }),
  specify({
    id: "synthetic",
    dialect: "messages",
    baseUrl: "https://api.synthetic.new/anthropic",
    choice: "synthetic-api-key",
    refs: ["synthetic/hf:MiniMaxAI/MiniMax-M2.1"],
  }),
  specify({
    id: "minimax",
    dialect: "messages",
    baseUrl: "https://api.minimax.io/anthropic",
    choice: "minimax-api",
    refs: [
      "minimax/MiniMax-M2.1",
      "minimax/MiniMax-M2.5",
      ["minimax/MiniMax-M2.5-Lightning", "MiniMax-M2.5-highspeed"],
    ],
  }),
  specify({
    id: "minimax-cn",
    dialect: "messages",
    baseUrl: "https://api.minimaxi.com/anthropic",
    furtherNames: ["MINIMAX_API_KEY"],
    choice: "minimax-api-key-cn",
    refs: ["minimax-cn/MiniMax-M2.5"],
  }),
  specify({
    id: "ollama",
    baseUrl: "http://127.0.0.1:11434/v1",
    choice: "ollama",
    refs: ["ollama/llama3.3"],
  }),
  specify({
    id: "vllm",
    baseUrl: "http://127.0.0.1:8000/v1",
    choice: "vllm",
    refs: ["vllm/your-model-id"],
  }),
  specify({
    id: "lmstudio",
    baseUrl: "http://localhost:1234/v1",
    furtherNames: ["LM_API_TOKEN"],
    choice: "lmstudio",
    refs: ["lmstudio/minimax-m2.1-gs32"],
  }),
  specify({
    id: "litellm",
    baseUrl: "http://localhost:4000",
    choice: "litellm-api-key",
    refs: ["litellm/claude-opus-4-6"],
  }),
];

/** Of providers that one logs in to, which the logins of the specification are tried with. */
export const loginRefs = [
  "openai-codex/gpt-5.3-codex",
  "qwen-portal/coder-model",
  "qwen-portal/vision-model",
] as const;

/** Every provider's model of its own, with the provider. */
export const specifiedModels = specifiedProviders.flatMap((provider) =>
  provider.models.map((model) => ({ ref: model.ref, provider, model })),
);

export interface NamedKey {
  readonly name: string;
  readonly value: string;
  /** In the order in which they are asked. */
  readonly keys: readonly string[];
}

/** Every name that the page's rules give a provider, with keys in it; a key stands twice on purpose. */
export function namedKeys({ prefix, furtherNames }: SpecifiedProvider): readonly NamedKey[] {
  const single = (name: string): NamedKey => {
    const key = `key-of-${name.toLowerCase().replaceAll("_", "-")}`;
    return { name, value: key, keys: [key] };
  };
  const live = single(`MAYROS_LIVE_${prefix}_KEY`);
  return [
    live,
    {
      name: `${prefix}_API_KEYS`,
      value: `key-list-1,key-list-2; key-list-3 ,,${live.value};`,
      keys: ["key-list-1", "key-list-2", "key-list-3", live.value],
    },
    single(`${prefix}_API_KEY`),
    single(`${prefix}_API_KEY_1`),
    single(`${prefix}_API_KEY_2`),
    single(`${prefix}_API_KEY_10`),
    ...furtherNames.map(single),
  ];
}
