// GitHub's exchange and Copilot's API as far as this plugin knows them, on a loopback port: strict about who asks.
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { copilotAnswers } from "./copilot-answers.ts";

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: unknown;
}

export interface Copilot {
  readonly url: string;
  readonly requests: SeenRequest[];
  /** GitHub tokens of accounts, and what the exchange answers: 200 where nothing else is said. */
  readonly accounts: Map<string, number>;
  /** Tokens of Copilot that it gave and still takes. */
  readonly tokens: Set<string>;
  /** What `GET /models` lists. */
  models: readonly object[];
  /** For the next requests to it, in the place of 200. */
  readonly policyStatuses: number[];
  readonly refusals: { status: number; body: string }[];
  exchanges(): number;
  stop(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export async function startCopilot(): Promise<Copilot> {
  const server = createServer((incoming, outgoing) => {
    void text(incoming).then((body) => {
      const { method = "", url: path = "", headers } = incoming;
      const seen = { method, path, headers, body: body === "" ? undefined : JSON.parse(body) };
      copilot.requests.push(seen);
      const found = answer(seen, copilot);
      const isText = typeof found.body === "string";
      outgoing.writeHead(found.status, {
        "content-type": isText && found.status === 200 ? "text/event-stream" : "application/json",
      });
      outgoing.end(isText ? found.body : JSON.stringify(found.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const copilot: Copilot = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    accounts: new Map(),
    tokens: new Set(),
    models: [],
    policyStatuses: [],
    refusals: [],
    exchanges: () => copilot.requests.filter(({ path }) => path === EXCHANGE).length,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return copilot;
}

export const EXCHANGE = "/copilot_internal/v2/token";

function answer(seen: SeenRequest, copilot: Copilot): Answer {
  const { method, path, headers } = seen;
  const bearer = /^Bearer (.+)$/.exec(headers.authorization ?? "")?.[1] ?? "";
  if (!headers["editor-version"] || !headers["copilot-integration-id"]) {
    return { status: 400, body: "bad request: missing Editor-Version header for IDE auth" };
  }
  if (path === EXCHANGE) return exchange(bearer, copilot);
  if (!copilot.tokens.has(bearer)) {
    return { status: 401, body: "unauthorized: token expired" };
  }
  if (method === "GET" && path === "/models")
    return { status: 200, body: { data: copilot.models } };
  if (/^\/models\/[^/]+\/policy$/.test(path)) {
    return { status: copilot.policyStatuses.shift() ?? 200, body: {} };
  }
  const refusal = copilot.refusals.shift();
  if (refusal) return refusal;
  const found = copilotAnswers[path];
  return found === undefined ? { status: 404, body: "not found" } : { status: 200, body: found };
}

function exchange(bearer: string, copilot: Copilot): Answer {
  const status = copilot.accounts.get(bearer) ?? 401;
  if (status !== 200) return { status, body: { message: "refused" } };
  const token = `tid=${copilot.exchanges()};exp=1;sku=plus;proxy-ep=proxy.individual.githubcopilot.com`;
  copilot.tokens.add(token);
  const end = Math.floor(Date.now() / 1000) + 1500;
  return { status: 200, body: { token, expires_at: end, refresh_in: 1500 } };
}
