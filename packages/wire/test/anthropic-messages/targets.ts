// Models as the catalog describes them, for the calls that are compared.
import { type Target, withModelDefaults } from "@mayros/core";

const anthropic = { provider: "anthropic", baseUrl: "https://api.anthropic.com" } as const;

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
  compat: { forceAdaptiveThinking: true, supportsStrictTools: true },
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
    forceAdaptiveThinking: true,
    supportsTemperature: false,
    supportsMidConvoSystemMessages: true,
    supportsStrictTools: true,
  },
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
  compat: {
    forceAdaptiveThinking: true,
    supportsMidConvoSystemMessages: true,
    supportsStrictTools: true,
    supportsForcedToolChoice: false,
  },
};
