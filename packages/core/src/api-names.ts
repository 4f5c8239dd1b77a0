// The wire formats that Mayros brings, and the other names that catalogs and existing configs use
// for them. A plugin's own formats and their aliases stand in its manifest.
import { wireNames } from "./wire-names.ts";

export const apiNames = wireNames;

export type ApiName = (typeof apiNames)[number];

/** Other name -> our name, with the compat flags that the other name implies. */
export const apiAliases: Readonly<Record<string, { api: ApiName; compat?: object }>> = {
  "azure-openai-responses": { api: "openai-responses" },
  "google-gemini-cli": { api: "google-code-assist" },
  "google-vertex": { api: "google-generative-ai", compat: { vertex: true } },
  "mistral-conversations": { api: "openai-completions", compat: { requiresMistralToolIds: true } },
  ollama: { api: "openai-completions" },
  "openai-chatgpt-responses": { api: "openai-responses" },
  "openai-codex-responses": { api: "openai-responses" },
};
