// Plugins that nobody has, as many as the goals of start-up speak of. Pure, and the same at every call:
// models of a provider look like those of a real one, in length of names and number of fields.
import type { ModelDeclaration } from "@mayros/core";
import type { PluginSource } from "@mayros/plugin-host";

interface Size {
  readonly plugins: number;
  /** Of all plugins together. */
  readonly models: number;
}

/** What Mayros is to ship. */
export const builtins: Size = { plugins: 42, models: 1643 };
/** What somebody may install on top; together they are 10,000 models. */
export const installed: Size = { plugins: 500, models: 8357 };

const families = [
  "large-instruct",
  "mini",
  "coder-plus",
  "reasoner-preview-2026-09",
  "flash-vision",
];

function model(number: number): ModelDeclaration {
  const family = families[number % families.length] ?? "";
  const reasoning = number % 3 === 0;
  return {
    id: `${family}-${number}`,
    name: `${family.replaceAll("-", " ")} ${number}`,
    reasoning,
    ...(reasoning ? { thinkingLevelMap: { off: null, low: "low", medium: "medium" } } : {}),
    input: number % 2 === 0 ? ["text"] : ["text", "image"],
    cost: {
      input: (number % 40) / 8,
      output: (number % 60) / 4,
      cacheRead: (number % 10) / 16,
      cacheWrite: 0,
    },
    contextWindow: 131_072 * (1 + (number % 8)),
    maxTokens: 8192 * (1 + (number % 4)),
  };
}

function plugin(id: string, models: readonly ModelDeclaration[]): PluginSource {
  const flag = `${id}-api-key`;
  const host = `api.${id}.example`;
  return {
    version: "1.0.0",
    models: { [id]: models },
    manifest: {
      id,
      apiVersion: 1,
      name: id,
      description: `The models of ${id}, served from its own machines`,
      providers: {
        [id]: {
          name: id,
          api: "openai-completions",
          baseUrl: `https://${host}/v1`,
          modelsFile: "models.json",
          authMethods: [{ id: "api-key", kind: "api-key", choice: flag, label: `${id} API key` }],
        },
      },
      hosts: [host],
      sources: [{ url: `https://${host}/docs`, accessed: "2026-11-22" }],
    },
  };
}

/** `vendor-1`, `vendor-2`, ...: their models add up to `size.models`, spread evenly. */
export function syntheticPlugins(prefix: string, size: Size): PluginSource[] {
  return Array.from({ length: size.plugins }, (_, index) => {
    const from = Math.floor((size.models * index) / size.plugins);
    const until = Math.floor((size.models * (index + 1)) / size.plugins);
    const models = Array.from({ length: until - from }, (__, offset) => model(from + offset));
    return plugin(`${prefix}-${index + 1}`, models);
  });
}
