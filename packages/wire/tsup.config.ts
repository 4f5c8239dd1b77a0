import { defineConfig } from "tsup";
import { library } from "../../tsup.library.ts";

export default defineConfig({
  ...library,
  entry: {
    index: "src/index.ts",
    "openai-completions/index": "src/openai-completions/index.ts",
    "openai-responses/index": "src/openai-responses/index.ts",
    "anthropic-messages/index": "src/anthropic-messages/index.ts",
    "google-generative-ai/index": "src/google-generative-ai/index.ts",
  },
});
