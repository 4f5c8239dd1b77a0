// A home whose providers speak the four wire formats to one independent model server: `chat`, `responses`,
// `messages` and `gemini`, each with the model `m`, which reasons, takes images and has prices.
import {
  type ModelServer,
  type ModelServerOptions,
  startModelServer,
} from "@mayros/plugin-testkit";
import { onTestFinished } from "vitest";
import { createHome, type MayrosHome } from "./run-mayros.ts";

export interface WiredHome {
  readonly home: MayrosHome;
  readonly server: ModelServer;
  /** The body of the request that came last. */
  readonly lastBody: () => unknown;
}

export const wires = ["chat", "responses", "messages", "gemini"] as const;

/** Dollars per million tokens. */
const cost = { input: 1, output: 2, cacheRead: 0, cacheWrite: 0 };
const models = [{ id: "m", reasoning: true, input: ["text", "image"], cost }];

export async function homeWithWires(options: ModelServerOptions = {}): Promise<WiredHome> {
  const server = await startModelServer(options);
  onTestFinished(() => server.stop());
  const home = createHome();
  const at = (path: string, api: string) => ({ baseUrl: server.url + path, api, models });
  const providers = {
    chat: at("/v1", "openai-completions"),
    responses: at("/v1", "openai-responses"),
    messages: at("", "anthropic-messages"),
    gemini: at("/v1beta", "google-generative-ai"),
    groq: { baseUrl: `${server.url}/v1` },
  };
  home.writeConfig(JSON.stringify({ models: { providers } }));
  return { home, server, lastBody: () => server.bodies().at(-1) };
}
