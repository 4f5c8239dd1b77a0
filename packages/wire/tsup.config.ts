import { defineConfig } from "tsup";
import { library } from "../../tsup.library.ts";

export default defineConfig({
  ...library,
  entry: {
    index: "src/index.ts",
    "openai-completions/index": "src/openai-completions/index.ts",
    "anthropic-messages/index": "src/anthropic-messages/index.ts",
  },
});
