// An authorization server on a loopback port, for tests of logins and refreshes: it does at once what real ones
// need a person for, keeps a journal, and misbehaves where a test says so.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import type { OAuthDeclaration } from "@mayros/core";
import { type AuthorizationServerCounts, Grants, type TokenPair } from "./grants.ts";
import { answerPage } from "./pages.ts";
import { type AuthorizationServerSwitches, usualSwitches } from "./switches.ts";
import { type Answer, answerToken, type Parameters } from "./token-endpoint.ts";

export interface AuthorizationJournalEntry {
  /** `performance.now()` when the request had been read. */
  readonly at: number;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Of the query and of the body. */
  readonly parameters: Parameters;
  readonly headers: IncomingMessage["headers"];
}

export interface AuthorizationServer {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  /** For a manifest or a `LoginContext`: endpoints, client id `client-1`, scope `profile`, any free redirect port. */
  readonly oauth: Required<Pick<OAuthDeclaration, Endpoint>> & OAuthDeclaration;
  /** To be changed while the server runs. */
  readonly switches: AuthorizationServerSwitches;
  /** What was asked so far, also at `GET /stat`. */
  stat(): AuthorizationServerCounts;
  /** Every request but those for `/stat`. */
  journal(): AuthorizationJournalEntry[];
  /** Tokens as after a login, which is not counted. */
  issue(): TokenPair;
  /** Whether it gave this access token and did not take it back. */
  knows(accessToken: string): boolean;
  /** Nothing that was given is good any more. */
  revokeAll(): void;
  /** Cuts open connections. May be called again. */
  stop(): Promise<void>;
}

type Endpoint =
  | "clientId"
  | "authorizationUrl"
  | "tokenUrl"
  | "deviceAuthorizationUrl"
  | "userInfoUrl"
  | "redirectUri"
  | "scopes";

export async function startAuthorizationServer(
  options: Partial<AuthorizationServerSwitches> = {},
): Promise<AuthorizationServer> {
  const switches: AuthorizationServerSwitches = { ...usualSwitches(), ...options };
  const grants = new Grants();
  const entries: AuthorizationJournalEntry[] = [];
  const server = createServer((request, response) => {
    // A client that went away is no failure of the server.
    void answer(request, response, { grants, switches, entries }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let stopping: Promise<void> | undefined;
  return {
    url,
    oauth: {
      clientId: "client-1",
      authorizationUrl: `${url}/authorize`,
      tokenUrl: `${url}/token`,
      deviceAuthorizationUrl: `${url}/device/code`,
      userInfoUrl: `${url}/userinfo`,
      redirectUri: "http://127.0.0.1/callback",
      scopes: ["profile"],
    },
    switches,
    stat: () => ({ ...grants.counts }),
    journal: () => [...entries],
    issue: () => grants.issue(),
    knows: (token) => grants.knowsAccess(token),
    revokeAll: () => grants.revokeAll(),
    stop: () => (stopping ??= close(server)),
  };
}

interface Inside {
  readonly grants: Grants;
  readonly switches: AuthorizationServerSwitches;
  readonly entries: AuthorizationJournalEntry[];
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { grants, switches, entries }: Inside,
): Promise<void> {
  const { method = "", headers } = request;
  const url = new URL(request.url ?? "/", `http://${headers.host ?? "127.0.0.1"}`);
  const body = await text(request);
  if (url.pathname === "/stat") {
    send(response, { status: 200, body: grants.counts });
    return;
  }
  const parameters = { ...Object.fromEntries(url.searchParams), ...fieldsOf(headers, body) };
  const path = url.pathname;
  entries.push({ at: performance.now(), method, path, parameters, headers });
  const { origin } = url;
  const own = Object.hasOwn(switches.routes, path) ? switches.routes[path] : undefined;
  if (own) {
    send(response, own({ method, parameters, headers, origin }));
    return;
  }
  if (path !== "/token") {
    send(response, answerPage({ path, parameters, headers, origin }, grants, switches));
    return;
  }
  const reply = answerToken(parameters, grants, switches);
  if (switches.latency > 0) await sleep(switches.latency);
  send(response, reply);
}

function fieldsOf(headers: IncomingMessage["headers"], body: string): Parameters {
  if (body === "") return {};
  const isJson = headers["content-type"]?.includes("json") === true;
  return isJson ? (JSON.parse(body) as Parameters) : Object.fromEntries(new URLSearchParams(body));
}

function send(response: ServerResponse, reply: Answer): void {
  if (reply === "stall") return;
  if (reply === "drop" || reply === "drop-unread") {
    response.destroy();
    return;
  }
  const page = {
    status: 502,
    body: "<html><h1>Bad gateway</h1></html>",
    headers: { "content-type": "text/html" },
  };
  const { status, body, headers } = reply === "html" ? page : { headers: {}, ...reply };
  const isText = typeof body === "string";
  response.writeHead(status, {
    "content-type": isText ? "text/plain" : "application/json",
    "cache-control": "no-store",
    ...headers,
  });
  response.end(isText ? body : JSON.stringify(body));
}

async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
