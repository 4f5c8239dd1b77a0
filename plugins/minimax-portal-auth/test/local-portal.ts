// MiniMax on this machine, as far as the plugin asks it: a code that a person confirms, tokens and their renewal, and
// answers of models to who has one. It checks what it is sent, answers in the vendor's form, and keeps what was asked.
import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { OAuthSettings } from "@mayros/core";

export interface PortalRequest {
  readonly path: string;
  readonly form: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

export interface LocalPortal {
  readonly url: string;
  /** Laid over a manifest's. */
  readonly oauth: Pick<OAuthSettings, "deviceAuthorizationUrl" | "tokenUrl">;
  readonly asked: PortalRequest[];
  /** Laid over every code. */
  codeFields: Record<string, unknown>;
  /** Laid over every token. */
  tokenFields: Record<string, unknown>;
  /** The next answers of the token endpoint, each once. */
  readonly tokenAnswers: { status: number; body: unknown }[];
  stop(): Promise<void>;
}

const message = {
  id: "msg-1",
  type: "message",
  role: "assistant",
  model: "MiniMax-M2.1",
  content: [{ type: "text", text: "Hello from MiniMax." }],
  stop_reason: "end_turn",
  usage: { input_tokens: 3, output_tokens: 4 },
};

const unknownToken = { type: "error", error: { type: "authentication_error", message: "no" } };
const unknownClient = { error: "invalid_request", error_description: "client_id is required" };

const CLIENT = "78257093-7e40-4613-99e0-527b14b39113";

export async function startLocalPortal(): Promise<LocalPortal> {
  const challenges = new Map<string, string>();
  const refreshTokens = new Set<string>();
  const accessTokens = new Set<string>();
  const server = createServer((request, response) => {
    void text(request).then((said) => answer(request, response, said));
  });

  function answer(request: IncomingMessage, response: ServerResponse, said: string): void {
    const path = request.url ?? "";
    const { headers } = request;
    const form = path.startsWith("/oauth2/") ? Object.fromEntries(new URLSearchParams(said)) : {};
    portal.asked.push({ path, form, headers });
    const { status, body } = route(path, form, headers.authorization ?? "");
    response.writeHead(status, { "content-type": "application/json" });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  }

  function route(path: string, form: Readonly<Record<string, string>>, authorization: string) {
    if (path === "/anthropic/v1/messages") {
      const isKnown = accessTokens.has(authorization.replace(/^Bearer /, ""));
      return isKnown ? { status: 200, body: message } : { status: 401, body: unknownToken };
    }
    if (form.client_id !== CLIENT) return { status: 400, body: unknownClient };
    if (path === "/oauth2/device/code") return giveCode(form);
    if (path === "/oauth2/token") return portal.tokenAnswers.shift() ?? giveToken(form);
    return { status: 404, body: {} };
  }

  function giveCode(form: Readonly<Record<string, string>>) {
    const userCode = randomBytes(4).toString("hex").toUpperCase();
    challenges.set(userCode, form.code_challenge ?? "");
    return {
      status: 200,
      body: {
        user_code: userCode,
        verification_uri: `${portal.url}/oauth-authorize?user_code=${userCode}`,
        expired_in: Date.now() + 300_000,
        interval: 100,
        state: form.state,
        base_resp: { status_code: 0, status_msg: "success" },
        ...portal.codeFields,
      },
    };
  }

  function giveToken(form: Readonly<Record<string, string>>) {
    const isLogin = form.grant_type === "urn:ietf:params:oauth:grant-type:user_code";
    const proof = createHash("sha256")
      .update(form.code_verifier ?? "")
      .digest("base64url");
    const isGood = isLogin
      ? challenges.get(form.user_code ?? "") === proof
      : form.grant_type === "refresh_token" && refreshTokens.delete(form.refresh_token ?? "");
    if (!isGood) {
      return {
        status: 200,
        body: { status: "error", base_resp: { status_code: 1004, status_msg: "no" } },
      };
    }
    const refresh = `refresh-${randomBytes(12).toString("base64url")}`;
    refreshTokens.add(refresh);
    const access = `access-${randomBytes(12).toString("base64url")}`;
    accessTokens.add(access);
    return {
      status: 200,
      body: {
        status: "success",
        access_token: access,
        refresh_token: refresh,
        expired_in: Date.now() + 900_000,
        token_type: "Bearer",
        ...portal.tokenFields,
      },
    };
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const portal: LocalPortal = {
    url,
    oauth: { deviceAuthorizationUrl: `${url}/oauth2/device/code`, tokenUrl: `${url}/oauth2/token` },
    asked: [],
    codeFields: {},
    tokenFields: {},
    tokenAnswers: [],
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return portal;
}
