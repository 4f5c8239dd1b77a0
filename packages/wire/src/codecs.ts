// How each codec is loaded. Written by tools/generate-wires.ts from the folders of packages/wire/src.
import type { Codec } from "@mayros/core";

export const codecs: Readonly<Record<string, () => Promise<Codec>>> = {
  "anthropic-messages": async () => {
    const { anthropicMessages } = await import("./anthropic-messages/index.ts");
    return anthropicMessages;
  },
  "google-code-assist": async () => {
    const { googleCodeAssist } = await import("./google-code-assist/index.ts");
    return googleCodeAssist;
  },
  "google-generative-ai": async () => {
    const { googleGenerativeAi } = await import("./google-generative-ai/index.ts");
    return googleGenerativeAi;
  },
  "openai-completions": async () => {
    const { openaiCompletions } = await import("./openai-completions/index.ts");
    return openaiCompletions;
  },
  "openai-responses": async () => {
    const { openaiResponses } = await import("./openai-responses/index.ts");
    return openaiResponses;
  },
};
