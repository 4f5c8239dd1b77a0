// The models that calls are for, with the flags that the catalog would give them.
import { type Target, withModelDefaults } from "@mayros/core";

/** OpenAI's own API in the words of compat flags. */
const openaiCompat = {
  supportsImageUrls: true,
  supportsTemperature: false,
  supportsDeveloperRole: true,
  requiresOpenAISchemas: true,
};

export const openai: Target = {
  provider: "openai",
  model: withModelDefaults({ id: "gpt-4.1" }),
  baseUrl: "https://api.openai.com/v1",
  compat: openaiCompat,
};

export const thinker: Target = {
  ...openai,
  model: withModelDefaults({
    id: "gpt-5.1",
    reasoning: true,
    thinkingLevelMap: { off: "none", minimal: null },
  }),
  compat: { ...openaiCompat, maxTokensField: "max_completion_tokens" },
};

export const acme: Target = {
  provider: "acme",
  model: withModelDefaults({ id: "model-1", reasoning: true }),
  baseUrl: "https://api.acme.example/v1",
  compat: {},
};

export const withoutSchemas: Target = {
  ...acme,
  model: withModelDefaults({ id: "without-schemas" }),
  compat: { supportsJsonSchema: false },
};
