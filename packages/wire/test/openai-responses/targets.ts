// The models that calls of this wire are compared for. What a model can, the AI SDK tells by its name and
// we by the catalog.
import { type Target, withModelDefaults } from "@mayros/core";

type Declared = Parameters<typeof withModelDefaults>[0];

function targetOf(model: Declared, compat: Target["compat"] = {}): Target {
  return {
    provider: "acme",
    baseUrl: "https://api.openai.com/v1",
    model: withModelDefaults(model),
    compat,
  };
}

const levels = { off: "none", minimal: null, low: "low", medium: "medium", high: "high" };

export const reasoner = targetOf({ id: "gpt-5.1", reasoning: true, thinkingLevelMap: levels });

export const plainModel = targetOf({ id: "gpt-4.1", reasoning: false });

/** One that takes changes in the middle of a conversation. */
export const changeable = targetOf(
  {
    id: "gpt-6-sol",
    reasoning: true,
    thinkingLevelMap: { ...levels, xhigh: "xhigh", max: "max" },
  },
  { supportsMidConvoEffort: true, supportsExplicitPromptCacheMode: true },
);

/** One that nobody knows to reason. */
export const stealthy = targetOf({ id: "stealth-1", reasoning: false });
