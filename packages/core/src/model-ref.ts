// `provider/model`, the way a person names a model. Split at the first slash: model ids may hold
// slashes themselves (openrouter/anthropic/claude-sonnet-4-5).

export interface ModelRef {
  readonly provider: string;
  readonly model: string;
}

/** Parses `provider/model`; undefined without a slash or with an empty half. The provider is lower-cased. */
export function parseModelRef(text: string): ModelRef | undefined {
  const slash = text.indexOf("/");
  if (slash < 0) return undefined;
  const provider = text.slice(0, slash).trim().toLowerCase();
  const model = text.slice(slash + 1).trim();
  return provider && model ? { provider, model } : undefined;
}

export function formatModelRef(ref: ModelRef): string {
  return `${ref.provider}/${ref.model}`;
}
