// A home with two providers, `chat` and `gemini`, at a server that answers as a test says: for answers that
// are cut, held back, or of a kind that no mock gives.
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { createHome, type MayrosHome } from "./run-mayros.ts";

/** `asked`: how many requests came before. */
export type AnswerRequest = (outgoing: ServerResponse, asked: number) => void;

export async function homeWithServer(answer: AnswerRequest): Promise<MayrosHome> {
  let asked = 0;
  const server = createServer((incoming, outgoing) => {
    incoming.resume();
    incoming.on("end", () => answer(outgoing, asked++));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const home = createHome();
  const at = (api: string) => ({ baseUrl: `http://127.0.0.1:${port}/v1`, api });
  const providers = { chat: at("openai-completions"), gemini: at("google-generative-ai") };
  home.writeConfig(JSON.stringify({ models: { providers } }));
  return home;
}

/** Begins a stream of events with these. */
export function beginStream(outgoing: ServerResponse, ...events: readonly object[]): void {
  outgoing.writeHead(200, { "content-type": "text/event-stream" });
  outgoing.flushHeaders();
  for (const event of events) outgoing.write(`data: ${JSON.stringify(event)}\n\n`);
}

/** A piece of a chat completion's text. */
export const chatText = (content: string): object => ({ choices: [{ delta: { content } }] });
