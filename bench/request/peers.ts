// The AI SDK's own package for a wire, to be compared with. They are development dependencies of
// packages/wire, whose tests judge by them. A wire without a line here is measured alone.
import { createRequire } from "node:module";
import { join } from "node:path";
import type { LanguageModelV4 } from "@mayros/core";

export interface Peer {
  readonly name: string;
  /** Its export that makes a provider. */
  readonly factory: string;
}

export const peers: Readonly<Record<string, Peer>> = {
  "openai-completions": { name: "@ai-sdk/openai-compatible", factory: "createOpenAICompatible" },
  "openai-responses": { name: "@ai-sdk/openai", factory: "createOpenAI" },
  "anthropic-messages": { name: "@ai-sdk/anthropic", factory: "createAnthropic" },
  "google-generative-ai": { name: "@ai-sdk/google", factory: "createGoogle" },
};

type CreateProvider = (settings: {
  readonly name: string;
  readonly apiKey: string;
  readonly baseURL: string;
  readonly includeUsage: boolean;
  readonly fetch: typeof fetch;
}) => (model: string) => LanguageModelV4;

const wire = createRequire(join(import.meta.dirname, "../../packages/wire/package.json"));

export async function openPeer(
  { name, factory }: Peer,
  settings: { readonly baseURL: string; readonly model: string; readonly fetch: typeof fetch },
): Promise<LanguageModelV4> {
  const library = (await import(wire.resolve(name))) as Record<string, CreateProvider | undefined>;
  const create = library[factory];
  if (!create) throw new Error(`${name} has no ${factory}`);
  const { model, ...rest } = settings;
  return create({ name: "bench", apiKey: "bench", includeUsage: true, ...rest })(model);
}
