// Any AI SDK provider package behind a Mayros plugin: keys, rotation, cooldowns and errors are Mayros's.
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { definePlugin } from "@mayros/core";

export default definePlugin({
  providers: {
    acme: {
      createLanguageModel({ model, baseUrl, apiKey, headers, fetch }) {
        const how = { name: "acme", baseURL: baseUrl, apiKey, headers, fetch, includeUsage: true };
        return createOpenAICompatible(how)(model.wireId);
      },
    },
  },
});
