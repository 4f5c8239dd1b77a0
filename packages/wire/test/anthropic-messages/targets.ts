// Models as the catalog describes them, for the calls that are compared.
import { type Target, withModelDefaults } from "@mayros/core";

const anthropic = { provider: "anthropic", baseUrl: "https://api.anthropic.com" } as const;
const adaptive = {
  forceAdaptiveThinking: true,
  supportsMidConvoSystemMessages: true,
  supportsStrictTools: true,
};

/** An effort, which may be left out. */
export const opus: Target = {
  ...anthropic,
  model: withModelDefaults({
    id: "claude-opus-4-6",
    reasoning: true,
    maxTokens: 128_000,
    contextWindow: 1_000_000,
    thinkingLevelMap: { max: "max" },
  }),
  compat: { forceAdaptiveThinking: true, supportsStrictTools: true, supportsFileUrls: true },
};

/** A budget. */
export const sonnet: Target = {
  ...anthropic,
  model: withModelDefaults({ id: "claude-sonnet-4-5", reasoning: true, maxTokens: 64_000 }),
  compat: { supportsStrictTools: true },
};

/** No format of the answer, no strict tools. */
export const old: Target = {
  ...anthropic,
  model: withModelDefaults({ id: "claude-sonnet-4-0", reasoning: true, maxTokens: 64_000 }),
  compat: {},
};

/** System messages within the conversation, and no sampling settings. */
export const opus5: Target = {
  ...anthropic,
  model: withModelDefaults({
    id: "claude-opus-5",
    reasoning: true,
    maxTokens: 128_000,
    contextWindow: 1_000_000,
    thinkingLevelMap: { xhigh: "xhigh", max: "max" },
  }),
  compat: {
    ...adaptive,
    supportsTemperature: false,
    supportsHighEffortWithoutThinking: false,
  },
};

/** It takes no budget. */
export const haiku5: Target = {
  ...opus5,
  model: withModelDefaults({
    id: "claude-haiku-5-5",
    reasoning: true,
    maxTokens: 128_000,
    contextWindow: 1_000_000,
    thinkingLevelMap: { minimal: null, xhigh: "xhigh", max: "max" },
  }),
  compat: { ...opus5.compat, supportsBudgetThinking: false },
};

/** It always thinks, and no tool can be forced on it. */
export const fable: Target = {
  ...anthropic,
  model: withModelDefaults({
    id: "claude-fable-5-2",
    reasoning: true,
    maxTokens: 128_000,
    contextWindow: 1_000_000,
    thinkingLevelMap: { off: null, xhigh: "xhigh", max: "max" },
  }),
  compat: { ...adaptive, supportsForcedToolChoice: false },
};

/** It thinks between calls of tools at least. */
export const sonnet5: Target = {
  ...anthropic,
  model: withModelDefaults({
    id: "claude-sonnet-5-5",
    reasoning: true,
    maxTokens: 128_000,
    contextWindow: 1_000_000,
    thinkingLevelMap: { off: "between_tools", minimal: null, xhigh: "xhigh", max: "max" },
  }),
  compat: { ...adaptive, supportsTemperature: false, supportsForcedToolChoice: false },
};
