// An authorization server and a vendor of models that repeat in their errors whatever they were sent: as it is, in an
// address and in base64, in bodies and in headers. Every secret that goes over the wire is kept, to be looked for.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";

export interface EchoingVendor {
  readonly url: string;
  /** Codes, verifiers, tokens and client secrets that were sent or given. */
  readonly secrets: Set<string>;
  /** Of authorization requests: these stand in the address that is shown, and nowhere else. */
  readonly states: Set<string>;
  /** Of chats; 200 is an answer. */
  chatStatus: number;
  /** Of the token endpoint; 200 gives tokens. */
  tokenStatus: number;
}

const secretNames = ["code", "code_verifier", "device_code", "refresh_token", "client_secret"];

export async function startEchoingVendor(): Promise<EchoingVendor> {
  const secrets = new Set<string>();
  const states = new Set<string>();
  let count = 0;
  const give = (kind: string): string => {
    const secret = `canary/${kind}+${String(++count).padStart(4, "0")}-0123456789abcdef~=`;
    secrets.add(secret);
    return secret;
  };
  const server = createServer((request, response) => {
    void text(request).then((body) => answer(request, response, body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const vendor = { url, secrets, states, chatStatus: 200, tokenStatus: 200 };
  const devices = new Set<string>();

  function answer(request: IncomingMessage, response: ServerResponse, body: string): void {
    const asked = new URL(request.url ?? "/", url);
    const form = new URLSearchParams(body);
    const sent = secretNames.flatMap((name) => form.get(name) ?? []);
    for (const secret of sent) secrets.add(secret);
    const token = request.headers.authorization?.replace(/^Bearer /, "");
    if (token !== undefined) sent.push(token);
    switch (asked.pathname) {
      case "/authorize": {
        const { redirect_uri = "", state = "" } = Object.fromEntries(asked.searchParams);
        states.add(state);
        const back = new URL(redirect_uri);
        back.searchParams.set("code", give("code"));
        back.searchParams.set("state", state);
        response.writeHead(302, { location: back.href }).end();
        return;
      }
      case "/device/code":
        json(response, 200, {
          device_code: give("device"),
          user_code: "ABCD-EFGH",
          verification_uri: `${url}/device`,
          expires_in: 60,
          interval: 0.05,
        });
        return;
      case "/token":
        answerToken(form, sent, response);
        return;
      case "/userinfo":
        refuse(response, 403, "denied", sent);
        return;
      default:
        if (vendor.chatStatus !== 200) {
          refuse(response, vendor.chatStatus, "no", sent);
          return;
        }
        response.writeHead(200, { "content-type": "text/event-stream" });
        response.end(`${event({ content: "hello" }, null)}${event({}, "stop")}data: [DONE]\n\n`);
    }
  }

  function answerToken(form: URLSearchParams, sent: string[], response: ServerResponse): void {
    if (vendor.tokenStatus !== 200) {
      refuse(response, vendor.tokenStatus, "invalid_grant", sent);
      return;
    }
    const device = form.get("device_code");
    if (device !== null && !devices.has(device)) {
      devices.add(device);
      refuse(response, 400, "authorization_pending", sent);
      return;
    }
    json(response, 200, {
      access_token: give("access"),
      refresh_token: give("refresh"),
      id_token: idToken,
      token_type: "Bearer",
      expires_in: 3600,
    });
  }
  return vendor;
}

const idToken = `e30.${Buffer.from('{"email":"ada@example.com"}').toString("base64url")}.c2ln`;

const event = (delta: object, finish_reason: string | null): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason }] })}\n\n`;

function json(response: ServerResponse, status: number, body: object, headers: object = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body));
}

/** In every place that an error is read from, and as servers write it that escape slashes. */
function refuse(response: ServerResponse, status: number, error: string, sent: string[]): void {
  const echo = sent.flatMap(spellings).join(" ");
  const message = `what was that: ${echo}`;
  const body =
    status === 401
      ? { error: { message, code: echo } }
      : { error, error_description: message, message };
  const headers = { "x-echo": echo, "www-authenticate": `Bearer error="${echo}"` };
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(JSON.stringify(body).replaceAll("/", "\\/"));
}

/** How a secret may stand somewhere. */
export function spellings(secret: string): string[] {
  const inAddress = encodeURIComponent(secret);
  const inForm = new URLSearchParams({ s: secret }).toString().slice(2);
  const inBase64 = ["", "x", "id:"].flatMap((before) => [
    Buffer.from(before + secret).toString("base64"),
    Buffer.from(before + secret).toString("base64url"),
  ]);
  const inSmall = inAddress.replace(/%../g, (code) => code.toLowerCase());
  return [...new Set([secret, inAddress, inSmall, inForm, ...inBase64])];
}

/** Those spellings that stand in a text; the ends of base64 depend on what is beside it. */
export function spellingsIn(text: string, secret: string): string[] {
  const middles = spellings(secret).map((each) =>
    /^[\w+/-]+=*$/.test(each) && !each.startsWith("canary") ? each.slice(4, -6) : each,
  );
  return [...middles, secret.replaceAll("/", "\\/")].filter((each) => text.includes(each));
}
