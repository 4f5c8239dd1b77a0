// Anthropic's messages API as far as this plugin knows it, on a loopback port: from a subscription's token it takes
// only what looks like Claude Code.
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

type Body = Record<string, unknown>;

export interface SeenRequest {
  readonly headers: IncomingMessage["headers"];
  readonly body: Body;
}

export interface Anthropic {
  readonly url: string;
  readonly requests: SeenRequest[];
  /** Tokens and keys that it takes. */
  readonly known: Set<string>;
  /** The answer calls this tool; undefined answers with text. */
  calls: string | undefined;
  stop(): Promise<void>;
}

export async function startAnthropic(): Promise<Anthropic> {
  const server = createServer((incoming, outgoing) => {
    void json(incoming).then((body) => {
      const seen = { headers: incoming.headers, body: body as Body };
      anthropic.requests.push(seen);
      const refusal = refuse(seen, anthropic.known);
      const answer = anthropic.calls === undefined ? text : toolUse(anthropic.calls);
      outgoing.writeHead(refusal?.status ?? 200, { "content-type": "application/json" });
      outgoing.end(JSON.stringify(refusal?.body ?? { ...message, ...answer }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const anthropic: Anthropic = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    known: new Set(),
    calls: undefined,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return anthropic;
}

const message = {
  id: "msg_1",
  type: "message",
  role: "assistant",
  model: "claude-opus-4-6",
  usage: { input_tokens: 3, output_tokens: 4 },
};
const text = { content: [{ type: "text", text: "Hello from Claude." }], stop_reason: "end_turn" };
const toolUse = (name: string) => ({
  content: [{ type: "tool_use", id: "toolu_1", name, input: { path: "a.txt" } }],
  stop_reason: "tool_use",
});

function refuse({ headers, body }: SeenRequest, known: ReadonlySet<string>) {
  const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? "")?.[1];
  if (bearer === undefined) {
    return known.has(String(headers["x-api-key"])) ? undefined : error(401, "invalid x-api-key");
  }
  if (headers["x-api-key"] !== undefined || !known.has(bearer)) {
    return error(401, "Invalid bearer token");
  }
  const [first] = Array.isArray(body.system) ? (body.system as { text?: unknown }[]) : [];
  const isClaudeCode =
    first?.text === "You are Claude Code, Anthropic's official CLI for Claude." &&
    String(headers["anthropic-beta"]).includes("oauth-2025-04-20") &&
    String(headers["user-agent"]).startsWith("claude-cli/");
  if (isClaudeCode) return undefined;
  return error(400, "This credential is only authorized for use with Claude Code.");
}

const error = (status: number, words: string) => ({
  status,
  body: {
    type: "error",
    error: {
      type: status === 401 ? "authentication_error" : "invalid_request_error",
      message: words,
    },
  },
});
