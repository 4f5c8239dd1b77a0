// Google on this machine: the token endpoint, the exchange of other identities, impersonation and Vertex AI itself, as
// far as the plugin asks them. What was asked is kept.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface Asked {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly form: URLSearchParams;
  readonly body: string;
}

/** What an endpoint says; by default what `usual` has for it. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface LocalGoogle extends AsyncDisposable {
  readonly url: string;
  readonly asked: Asked[];
  /** By path; the next answer to it, each once. */
  readonly answers: Map<string, Answer[]>;
}

const IMPERSONATE =
  "/v1/projects/-/serviceAccounts/robot@p-9.iam.gserviceaccount.com:generateAccessToken";

const usual: Readonly<Record<string, () => unknown>> = {
  "/token": () => ({ access_token: "ya29.local", expires_in: 3599, token_type: "Bearer" }),
  "/v1/token": () => ({
    access_token: "ya29.exchanged",
    expires_in: 3599,
    token_type: "Bearer",
    issued_token_type: "urn:ietf:params:oauth:token-type:access_token",
  }),
  "/v1/oauthtoken": () => ({
    access_token: "ya29.workforce",
    expires_in: 3599,
    token_type: "Bearer",
  }),
  [IMPERSONATE]: () => ({
    accessToken: "ya29.robot",
    expireTime: new Date(Date.now() + 3_600_000).toISOString(),
  }),
};

export async function startLocalGoogle(): Promise<LocalGoogle> {
  const asked: Asked[] = [];
  const answers = new Map<string, Answer[]>();
  const server = createServer((request, response) => {
    void textOf(request).then((body) => answer(request, response, body));
  });
  function answer(request: IncomingMessage, response: ServerResponse, body: string): void {
    const path = decodeURIComponent(new URL(request.url ?? "", "http://local").pathname);
    asked.push({ path, headers: request.headers, form: new URLSearchParams(body), body });
    const { status, body: said } = answers.get(path)?.shift() ?? answerTo(path);
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(said));
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
  const known = usual[path];
  if (known) return { status: 200, body: known() };
  if (/:(?:streamG|g)enerateContent$/.test(path)) return { status: 200, body: generated };
  return {
    status: 404,
    body: { error: { code: 404, status: "NOT_FOUND", message: `no ${path}` } },
  };
}

const generated = {
  candidates: [
    { content: { role: "model", parts: [{ text: "Hello from Vertex." }] }, finishReason: "STOP" },
  ],
  usageMetadata: { promptTokenCount: 3, candidatesTokenCount: 4, totalTokenCount: 7 },
};

async function textOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString("utf8");
}
