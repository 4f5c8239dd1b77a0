// A server of the wire google-code-assist on a loopback port: projects, tiers and operations as a test says, and
// answers of the same independent mock that speaks the other wires, put into envelopes.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { LLMock } from "@copilotkit/aimock";
import { type ModelReply, startVendor } from "../start-vendor.ts";

export interface CodeAssistRequest {
  /** `loadCodeAssist`, `streamGenerateContent`, ...; of an operation its name. */
  readonly method: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Readonly<Record<string, unknown>> | undefined;
  /** Who asks: the token. */
  readonly token: string | undefined;
  readonly status: number;
}

export interface CodeAssistAnswer {
  /** Default: 200. */
  readonly status?: number;
  readonly body: unknown;
}

export interface CodeAssistServerOptions {
  readonly replies?: readonly ModelReply[];
  /** Default: every token. Others are answered 401. */
  readonly isKnown?: (token: string) => boolean;
}

export interface CodeAssistServer {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  /** By method or name of an operation: what is answered next. The last answer stays; without any, chats are answered. */
  readonly answers: Record<string, CodeAssistAnswer[]>;
  readonly requests: readonly CodeAssistRequest[];
  stop(): Promise<void>;
}

export async function startCodeAssistServer(
  options: CodeAssistServerOptions = {},
): Promise<CodeAssistServer> {
  const vendor = await startVendor(options.replies ?? []);
  const requests: CodeAssistRequest[] = [];
  const answers: Record<string, CodeAssistAnswer[]> = {};
  const server = createServer((incoming, outgoing) => {
    void serve(incoming, outgoing, { vendor, answers, options, requests }).catch(() =>
      outgoing.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers,
    requests,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await vendor.stop();
    },
  };
}

interface Inside {
  readonly vendor: LLMock;
  readonly answers: Record<string, CodeAssistAnswer[]>;
  readonly options: CodeAssistServerOptions;
  readonly requests: CodeAssistRequest[];
}

async function serve(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { vendor, answers, options, requests }: Inside,
): Promise<void> {
  const { headers, url = "" } = incoming;
  const [, method = "", query = ""] = /^\/v1internal[:/]([^?]+)(?:\?(.*))?$/.exec(url) ?? [];
  const sent = await text(incoming);
  const body = sent === "" ? undefined : (JSON.parse(sent) as Record<string, unknown>);
  const token = /^Bearer (.+)$/.exec(headers.authorization ?? "")?.[1];
  const known = token !== undefined && (options.isKnown?.(token) ?? true);
  const answer = known ? nextOf(answers[method]) : unauthenticated;
  const model = typeof body?.model === "string" ? body.model : undefined;
  const found =
    answer ??
    (model === undefined ? unknownMethod : await ask(vendor, { model, method, query, body }));
  const { status = 200 } = found;
  requests.push({ method, headers, body, token, status });
  const isText = typeof found.body === "string";
  outgoing.writeHead(status, { "content-type": isText ? "text/event-stream" : "application/json" });
  outgoing.end(isText ? found.body : JSON.stringify(found.body));
}

const failed = (code: number, status: string): CodeAssistAnswer => ({
  status: code,
  body: { error: { code, status, message: `${status}.` } },
});
const unauthenticated = failed(401, "UNAUTHENTICATED");
const unknownMethod = failed(404, "NOT_FOUND");

function nextOf(answers: CodeAssistAnswer[] | undefined): CodeAssistAnswer | undefined {
  return answers && answers.length > 1 ? answers.shift() : answers?.[0];
}

interface Question {
  readonly model: string;
  readonly method: string;
  readonly query: string;
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

/** The mock knows what stands in the envelope. */
async function ask(
  vendor: LLMock,
  { model, method, query, body }: Question,
): Promise<CodeAssistAnswer> {
  const response = await fetch(
    `http://127.0.0.1:${vendor.port}/v1beta/models/${model}:${method}?${query}`,
    {
      method: "POST",
      headers: { "content-type": "application/json", "x-goog-api-key": "any" },
      body: JSON.stringify(body?.request),
    },
  );
  const { status } = response;
  const said = await response.text();
  const wrap = (json: string) => ({ response: JSON.parse(json) as unknown, traceId: "trace-1" });
  if (status !== 200) return { status, body: JSON.parse(said) };
  if (!said.startsWith("data:")) return { body: wrap(said) };
  const events = said.replace(/^data: (.+)$/gm, (_line, json: string) => {
    return `data: ${JSON.stringify(wrap(json))}`;
  });
  return { body: events };
}
