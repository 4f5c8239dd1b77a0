// The wire formats that Mayros speaks. Written by tools/generate-wires.ts from the folders of packages/wire/src.

export const wireNames = [
  "anthropic-messages",
  "google-code-assist",
  "google-generative-ai",
  "openai-completions",
  "openai-responses",
] as const;
