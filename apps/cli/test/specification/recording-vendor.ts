// A vendor on this machine that keeps what it was asked, line, headers and body: an independent model server answers for
// it, whatever path of a vendor's own the request came by. Keys say in their name how they are received.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { startModelServer } from "@mayros/plugin-testkit";
import { afterAll, beforeAll, onTestFinished } from "vitest";

export interface RecordedRequest {
  /** `POST /v1/messages`, with the query. */
  readonly line: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Readonly<Record<string, unknown>>;
}

export interface RecordingVendor {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  /** What models were asked. */
  readonly requests: readonly RecordedRequest[];
  /** What else was asked: lists of models, for one, which are refused. */
  readonly questions: readonly RecordedRequest[];
}

/** The status that a key is answered with; undefined is an answer of the model. */
export type JudgeKey = (key: string) => number | undefined;

const authHeaders = ["authorization", "x-api-key", "x-goog-api-key", "api-key", "cookie"] as const;

/** Every header of a request by which one could be known, and nothing else. */
export function authOf({ headers }: RecordedRequest): Record<string, string> {
  const found = authHeaders.map((name) => [name, headers[name]] as const);
  return Object.fromEntries(
    found.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

let modelServer = "";

/** To be called at the top of a test file that uses `startRecordingVendor`. */
export function answerWithModelServer(): void {
  let stop: () => Promise<void>;
  beforeAll(async () => {
    const server = await startModelServer();
    modelServer = server.url;
    stop = server.stop;
  });
  afterAll(() => stop());
}

/** Stopped when the test is over. */
export async function startRecordingVendor(
  judge: JudgeKey = () => undefined,
): Promise<RecordingVendor> {
  const requests: RecordedRequest[] = [];
  const questions: RecordedRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    const kept = incoming.method === "POST" ? requests : questions;
    void answer(incoming, outgoing, { judge, kept }).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, requests, questions };
}

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { judge, kept }: { judge: JudgeKey; kept: RecordedRequest[] },
): Promise<void> {
  const { url = "/", method, headers } = incoming;
  const body = await text(incoming);
  const request = { line: `${method} ${url}`, headers, body: body ? JSON.parse(body) : {} };
  kept.push(request);
  const key = Object.values(authOf(request))[0]?.replace(/^Bearer /, "") ?? "";
  const status = method === "POST" ? judge(key) : 404;
  if (status !== undefined) {
    outgoing.writeHead(status, { "content-type": "application/json" });
    const error = {
      type: "refused",
      code: status,
      message: `${status} for this key, ${key.length}`,
    };
    outgoing.end(JSON.stringify({ type: "error", error }));
    return;
  }
  const response = await fetch(modelServer + plainPath(url), {
    method: "POST",
    headers: { "content-type": "application/json", authorization: "Bearer any" },
    body,
  });
  outgoing.writeHead(response.status, {
    "content-type": response.headers.get("content-type") ?? "application/json",
  });
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

/** The path that the model server has for what a vendor serves under a path of its own. */
function plainPath(url: string): string {
  const gemini = /\/models\/[^/]+:\w+(\?.*)?$/.exec(url);
  if (gemini) return `/v1beta${gemini[0]}`;
  return `/v1${/\/(chat\/completions|responses|messages)$/.exec(url)?.[0] ?? "/unknown"}`;
}
