// OpenAI's services as far as this plugin knows them, on a loopback port: the one that answers requests, which is as
// strict as the real one, and the device login. Tokens come from the test kit's authorization server.
import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import type { AuthorizationServer } from "@mayros/plugin-testkit";

export interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Record<string, unknown>;
}

export interface CodexService {
  /** In the place of https://chatgpt.com/backend-api. */
  readonly apiUrl: string;
  /** In the place of https://auth.openai.com. */
  readonly authUrl: string;
  readonly requests: SeenRequest[];
  /** Access tokens that it takes; others get a 401. */
  readonly tokens: Set<string>;
  /** For the next requests, in the place of an answer. */
  readonly refusals: { status: number; body: unknown }[];
  /** Answers to the next polls of a device login, before it is confirmed. */
  readonly polls: { status: number; body: unknown }[];
  /** Whether accounts may log in by code. */
  devices: boolean;
  /** Seconds between two polls, as the device login tells them. */
  interval: string;
  stop(): Promise<void>;
}

type Switches = Pick<
  CodexService,
  "requests" | "tokens" | "refusals" | "polls" | "devices" | "interval" | "authUrl"
>;

export async function startCodexService(tokens: AuthorizationServer): Promise<CodexService> {
  const server = createServer((incoming, outgoing) => {
    void answer(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const authUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const service: CodexService = {
    apiUrl: `${authUrl}/backend-api`,
    authUrl,
    requests: [],
    tokens: new Set(),
    refusals: [],
    polls: [],
    devices: true,
    interval: "5",
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const path = incoming.url ?? "";
    const body = (await json(incoming)) as Record<string, unknown>;
    service.requests.push({ path, headers: incoming.headers, body });
    const found = path.startsWith("/api/accounts/deviceauth/")
      ? await answerDevice(path, body, service, tokens)
      : answerRequest(path, incoming, body, service);
    const isText = typeof found.body === "string";
    outgoing.writeHead(found.status, {
      "content-type": isText ? "text/event-stream" : "application/json",
    });
    outgoing.end(isText ? found.body : JSON.stringify(found.body));
  }
  return service;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const fields = new Set(
  (
    "model instructions input tools tool_choice parallel_tool_calls reasoning store stream include service_tier " +
    "prompt_cache_key text"
  ).split(" "),
);

/** Refuses what the service refuses, in its words. */
function answerRequest(
  path: string,
  { headers }: IncomingMessage,
  body: Record<string, unknown>,
  { tokens, refusals }: Switches,
): Answer {
  if (path !== "/backend-api/codex/responses")
    return { status: 404, body: { detail: "Not Found" } };
  const token = /^Bearer (.+)$/.exec(headers.authorization ?? "")?.[1] ?? "";
  if (!tokens.has(token)) {
    return { status: 401, body: { error: { code: "token_expired", message: "Token expired." } } };
  }
  const refusal = refusals.shift();
  if (refusal) return refusal;
  const strange = Object.keys(body).find((name) => !fields.has(name));
  if (strange) return { status: 400, body: { detail: `Unsupported parameter: ${strange}` } };
  if (!headers["chatgpt-account-id"]) return { status: 400, body: { detail: "No account" } };
  if (!body.instructions) return { status: 400, body: { detail: "Instructions are required" } };
  if (body.store !== false) return { status: 400, body: { detail: "Store must be set to false" } };
  if (body.stream !== true) return { status: 400, body: { detail: "Stream must be set to true" } };
  return { status: 200, body: events("Hello from Codex.") };
}

function events(text: string): string {
  const content = [{ type: "output_text", text, annotations: [] }];
  const item = { type: "message", id: "msg_1", role: "assistant", status: "completed", content };
  const response = { id: "resp_1", model: "gpt-5.3-codex", created_at: 1_790_000_000 };
  const usage = { input_tokens: 12, output_tokens: 6, total_tokens: 18 };
  return [
    { type: "response.created", response },
    { type: "codex.rate_limits", rate_limits: { primary: { used_percent: 3 } } },
    { type: "response.output_item.added", output_index: 0, item: { ...item, content: [] } },
    { type: "response.output_text.delta", output_index: 0, item_id: "msg_1", delta: text },
    { type: "response.output_item.done", output_index: 0, item },
    {
      type: "response.completed",
      response: { ...response, status: "completed", output: [item], usage },
    },
  ]
    .map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
    .join("");
}

const DEVICE = { device_auth_id: "device-1", user_code: "ABCD-EFGH" };

async function answerDevice(
  path: string,
  body: Record<string, unknown>,
  service: Switches,
  tokens: AuthorizationServer,
): Promise<Answer> {
  if (!service.devices) return { status: 404, body: { detail: "Not Found" } };
  if (path.endsWith("/usercode"))
    return { status: 200, body: { ...DEVICE, interval: service.interval } };
  if (body.device_auth_id !== DEVICE.device_auth_id || body.user_code !== DEVICE.user_code) {
    return { status: 400, body: { error: { code: "invalid_request" } } };
  }
  return service.polls.shift() ?? { status: 200, body: await confirm(service, tokens) };
}

/** The proof is the server's own: it asks for the code in the name of the client. */
async function confirm({ authUrl }: Switches, { oauth }: AuthorizationServer): Promise<object> {
  const verifier = randomBytes(32).toString("base64url");
  const asked = new URL(oauth.authorizationUrl);
  for (const [name, value] of Object.entries({
    response_type: "code",
    client_id: oauth.clientId,
    redirect_uri: `${authUrl}/deviceauth/callback`,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  })) {
    asked.searchParams.set(name, value);
  }
  const { headers } = await fetch(asked, { redirect: "manual" });
  const code = new URL(headers.get("location") ?? "").searchParams.get("code");
  return { authorization_code: code, code_verifier: verifier };
}
