// A company's own servers, on this machine: one that logs people in, by the RFCs and by the dialects that three vendors
// have, and one in the place of their APIs, which only notes what it was asked.
import { createHash, randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { type AuthorizationServer, startAuthorizationServer } from "@mayros/plugin-testkit";
import { onTestFinished } from "vitest";

export const OWN_CLIENT = "client-of-acme";
export const OWN_SECRET = "secret-of-acme-0123456789";

export interface Enterprise {
  readonly login: AuthorizationServer;
  /** Paths, with the method before them, of what is no login. */
  readonly asked: string[];
  /** Parameters of the dialects' requests that the authorization server does not see. */
  readonly dialects: Readonly<Record<string, string>>[];
  /** Keys of a plugin's config. */
  readonly config: Readonly<Record<string, unknown>>;
  stop(): Promise<void>;
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** One vendor's tokens have to name the account, in a claim of its own. */
const claims = { "https://api.openai.com/auth": { chatgpt_account_id: "a" } };
const ID_TOKEN = `${part({ alg: "none" })}.${part(claims)}.x`;

const BACK = "https://acme.example/back";

export async function startEnterprise(): Promise<Enterprise> {
  const login = await startAuthorizationServer({
    clientSecret: OWN_SECRET,
    deviceFields: { interval: 0.02 },
    tokenFields: { id_token: ID_TOKEN },
    account: { email: "ada@acme.example" },
  });
  const enterprise = { asked: [] as string[], dialects: [] as Record<string, string>[] };
  const server = createServer((request, response) => {
    void text(request).then(async (body) => {
      const path = request.url ?? "";
      const answer = await answerOf(`${request.method} ${path}`, body, login, enterprise);
      response.writeHead(answer === undefined ? 400 : 200, { "content-type": "application/json" });
      response.end(JSON.stringify(answer ?? { error: { message: "nothing is here" } }));
    });
  });
  const url = await listen(server);
  return {
    ...enterprise,
    login,
    config: { ...endpointsOf(login, url), ...(await ownPort()) },
    async stop() {
      server.closeAllConnections();
      await Promise.all([login.stop(), new Promise((resolve) => server.close(resolve))]);
    },
  };
}

/** Whoever listens on a free port of localhost, and has left it again. */
async function ownPort(): Promise<{ redirectPort: number }> {
  const probe = createServer();
  const url = await listen(probe);
  await new Promise((resolve) => probe.close(resolve));
  return { redirectPort: Number(new URL(url).port) };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const endpointsOf = ({ oauth }: AuthorizationServer, url: string): object => ({
  clientId: OWN_CLIENT,
  clientSecret: { source: "env", id: "ACME_SSO_SECRET" },
  authorizationUrl: oauth.authorizationUrl,
  tokenUrl: oauth.tokenUrl,
  deviceAuthorizationUrl: oauth.deviceAuthorizationUrl,
  userInfoUrl: oauth.userInfoUrl,
  apiBaseUrl: `${url}/api-of-acme`,
  scopes: ["scope-1", "scope-2"],
});

/** What the plugins with a dialect of their own are told besides. */
export const dialectConfig = ({
  config,
}: Enterprise): Readonly<Record<string, Readonly<Record<string, unknown>>>> => {
  const base = String(config.apiBaseUrl);
  return {
    "openai-codex device": {
      deviceAuthorizationUrl: `${base}/codex/usercode`,
      deviceRedirectUrl: BACK,
    },
    "minimax-portal global": minimax(base),
    "minimax-portal cn": minimax(base),
    "github-copilot device": { copilotTokenUrl: `${base}/copilot/token` },
  };
};

const minimax = (base: string): Readonly<Record<string, string>> => ({
  deviceAuthorizationUrl: `${base}/minimax/code`,
  tokenUrl: `${base}/minimax/token`,
});

async function answerOf(
  asked: string,
  body: string,
  login: AuthorizationServer,
  { asked: list, dialects }: Pick<Enterprise, "asked" | "dialects">,
): Promise<object | undefined> {
  const form = Object.fromEntries(new URLSearchParams(body));
  const in10Minutes = Date.now() + 600_000;
  switch (asked.replace(/\/api-of-acme/, "")) {
    case "POST /codex/usercode":
      dialects.push(JSON.parse(body) as Record<string, string>);
      return { device_auth_id: "d", user_code: "ABCD", interval: "0.02" };
    case "POST /codex/token":
      return codeFor(login);
    case "POST /minimax/code":
      dialects.push(form);
      return {
        ...{ user_code: "ABCD", verification_uri: `${login.url}/device`, state: form.state },
        ...{ expired_in: in10Minutes, interval: 100 },
      };
    case "POST /minimax/token":
      dialects.push(form);
      return { status: "success", access_token: login.issue().access, expired_in: in10Minutes };
    case "GET /copilot/token":
      return { token: "tid=1", expires_at: Math.floor(in10Minutes / 1000) };
    case "POST /v1internal:loadCodeAssist":
      return { currentTier: { id: "standard-tier" }, cloudaicompanionProject: "p" };
    default:
      list.push(asked);
      return undefined;
  }
}

/** As that vendor does: a code with its proof, asked for in the client's name. */
async function codeFor({ oauth }: AuthorizationServer): Promise<object> {
  const verifier = randomBytes(32).toString("base64url");
  const asked = new URL(oauth.authorizationUrl);
  for (const [name, value] of Object.entries({
    response_type: "code",
    client_id: OWN_CLIENT,
    redirect_uri: BACK,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  })) {
    asked.searchParams.set(name, value);
  }
  const { headers } = await fetch(asked, { redirect: "manual" });
  const code = new URL(headers.get("location") ?? "").searchParams.get("code");
  return { authorization_code: code, code_verifier: verifier };
}
