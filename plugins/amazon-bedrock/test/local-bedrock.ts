// Bedrock on this machine, as far as it is asked: Converse, streamed and whole, and the lists of models. What was asked
// is kept, for tests to check headers and signatures.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { SignedRequest } from "./check-signature.ts";
import { eventFrame } from "./event-stream.ts";

export interface Asked extends SignedRequest {
  /** Decoded, without the query. */
  readonly path: string;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or the frames of a stream. */
  readonly body: object | readonly Buffer[];
}

export interface LocalBedrock extends AsyncDisposable {
  readonly url: string;
  readonly asked: Asked[];
  /** Before the usual ones, each once. */
  readonly answers: Answer[];
}

const usage = { inputTokens: 3, outputTokens: 4, totalTokens: 7 };

export const hello: readonly Buffer[] = [
  eventFrame("messageStart", { role: "assistant" }),
  eventFrame("contentBlockDelta", { contentBlockIndex: 0, delta: { text: "Hello from " } }),
  eventFrame("contentBlockDelta", { contentBlockIndex: 0, delta: { text: "Bedrock." } }),
  eventFrame("contentBlockStop", { contentBlockIndex: 0 }),
  eventFrame("messageStop", { stopReason: "end_turn" }),
  eventFrame("metadata", { usage, metrics: { latencyMs: 1 } }),
];

export const toolUse: readonly Buffer[] = [
  eventFrame("messageStart", { role: "assistant" }),
  eventFrame("contentBlockStart", {
    contentBlockIndex: 0,
    start: { toolUse: { toolUseId: "tool-1", name: "weather" } },
  }),
  eventFrame("contentBlockDelta", {
    contentBlockIndex: 0,
    delta: { toolUse: { input: '{"city":' } },
  }),
  eventFrame("contentBlockDelta", {
    contentBlockIndex: 0,
    delta: { toolUse: { input: '"Oslo"}' } },
  }),
  eventFrame("contentBlockStop", { contentBlockIndex: 0 }),
  eventFrame("messageStop", { stopReason: "tool_use" }),
  eventFrame("metadata", { usage, metrics: { latencyMs: 1 } }),
];

const whole = {
  output: { message: { role: "assistant", content: [{ text: "Hello, whole." }] } },
  stopReason: "end_turn",
  usage,
  metrics: { latencyMs: 1 },
};

const usual: Readonly<Record<string, () => Answer>> = {
  "converse-stream": () => ({ body: hello }),
  converse: () => ({ body: whole }),
  "foundation-models": () => ({ body: { modelSummaries: [] } }),
  "inference-profiles": () => ({ body: { inferenceProfileSummaries: [] } }),
};

export function refusal(status: number, name: string, message: string): Answer {
  return { status, headers: { "x-amzn-errortype": `${name}:http://internal/` }, body: { message } };
}

export async function startLocalBedrock(): Promise<LocalBedrock> {
  const asked: Asked[] = [];
  const answers: Answer[] = [];
  const server = createServer((request, response) => {
    void textOf(request).then((body) => answer(request, response, body));
  });
  function answer(request: IncomingMessage, response: ServerResponse, body: string): void {
    const { method = "", url: target = "", headers } = request;
    const path = decodeURIComponent(new URL(target, "http://local").pathname);
    asked.push({ method, target, path, headers, body });
    const { status = 200, headers: own, body: said } = answers.shift() ?? answerTo(path);
    if (!Array.isArray(said)) {
      response.writeHead(status, { "content-type": "application/json", ...own });
      response.end(JSON.stringify(said));
      return;
    }
    response.writeHead(status, { "content-type": "application/vnd.amazon.eventstream", ...own });
    // Cut anywhere, as a network does.
    const bytes = Buffer.concat(said as Buffer[]);
    for (let at = 0; at < bytes.length; at += 37) response.write(bytes.subarray(at, at + 37));
    response.end();
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    answers,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answerTo(path: string): Answer {
  const known = usual[path.split("/").at(-1) ?? ""];
  return known?.() ?? refusal(404, "ResourceNotFoundException", `no ${path}`);
}

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString("utf8");
}
