// An authorization server that knows nothing but refreshing: each refresh token is good for one use, and it counts.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

export interface TokenServerSwitches {
  /** ms before a token is looked at. */
  latency: number;
  /** ms between taking a token and answering. */
  pause: number;
  /** `drop`: takes the token and hangs up; `html`: a page of a server in between, which takes nothing. */
  answer: "drop" | "html" | "tokens";
  /** How many answers are as `answer` says; then it is `tokens` again. */
  times: number;
  /** A token that was used is answered as it was the first time, as servers do for clients that lost an answer. */
  grace: boolean;
  /** s. */
  expiresIn: number;
  accountId: string | undefined;
}

export interface TokenServer {
  readonly url: string;
  readonly switches: TokenServerSwitches;
  /** Refresh tokens as they came. */
  readonly seen: string[];
  readonly refreshes: () => number;
  /** Tokens that came after they were used. */
  readonly reuses: () => number;
  /** Makes a refresh token that it will take. */
  readonly issue: () => string;
  /** Takes a token back. */
  readonly revoke: (token: string) => void;
  readonly stop: () => Promise<void>;
}

export async function startTokenServer(): Promise<TokenServer> {
  const switches: TokenServerSwitches = {
    ...{ latency: 0, pause: 0, answer: "tokens", times: Number.POSITIVE_INFINITY },
    ...{ grace: false, expiresIn: 3600, accountId: undefined },
  };
  const seen: string[] = [];
  const good = new Set<string>();
  const answers = new Map<string, string>();
  let made = 0;
  let refreshes = 0;
  let reuses = 0;
  const issue = (): string => {
    made += 1;
    good.add(`refresh-${made}`);
    return `refresh-${made}`;
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const chunk of request) body += chunk;
    const token = new URLSearchParams(body).get("refresh_token") ?? "";
    seen.push(token);
    await sleep(switches.latency);
    // Who asked has gone: this server notices, others take the token all the same (`pause`).
    if (request.socket.destroyed) return;
    const how = switches.times > 0 ? switches.answer : "tokens";
    switches.times -= 1;
    if (how === "html") return void response.writeHead(502).end("<html>Bad gateway</html>");
    const before = answers.get(token);
    if (before !== undefined) reuses += 1;
    if (before !== undefined && switches.grace) return void response.end(before);
    if (!good.delete(token)) return void response.writeHead(400).end('{"error":"invalid_grant"}');
    refreshes += 1;
    const next = issue();
    const { expiresIn: expires_in, accountId: account_id } = switches;
    const text = JSON.stringify({
      ...{ access_token: `access-${next}`, refresh_token: next, expires_in, account_id },
    });
    answers.set(token, text);
    await sleep(switches.pause);
    if (how === "drop") return void request.socket.destroy();
    response.end(text);
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", 1024, listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`,
    switches,
    seen,
    refreshes: () => refreshes,
    reuses: () => reuses,
    issue,
    revoke: (token) => void good.delete(token),
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}
