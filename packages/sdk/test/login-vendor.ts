// A vendor on a loopback port whose models want a session, and the plugin that gets one: it exchanges credentials,
// marks what it sends and takes the marks off what comes back.
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { Credential } from "@mayros/core";
import { openProfileStore } from "@mayros/credentials";
import { onTestFinished } from "vitest";
import type { RunEvent } from "../src/index.ts";
import { type OpenedMayros, openMayros } from "./open-mayros.ts";

export interface Asked {
  readonly path: string;
  readonly token: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: { readonly tools?: { function: { name: string } }[] } & Record<string, unknown>;
}

export interface LoginVendor {
  /** Without a path. */
  readonly url: string;
  /** Chats. */
  readonly asked: Asked[];
  /** What its list of models was asked for with. */
  readonly listed: string[];
  /** Secrets that sessions were asked for with. */
  readonly exchanged: string[];
  /** What a chat is answered by its token: a status, or a name of a tool to call. Default: an answer in text. */
  chat: (asked: Asked) => number | string | undefined;
  /** The session of a secret, by how many were asked for before it; a number is the status of a refusal. */
  session: (secret: string, count: number) => object | number;
}

/** Stopped when the test is over. */
export async function startLoginVendor(): Promise<LoginVendor> {
  const vendor = {
    url: "",
    asked: [] as Asked[],
    listed: [] as string[],
    exchanged: [] as string[],
    chat: (() => undefined) as LoginVendor["chat"],
    session: ((secret, count) => ({
      token: `session-${count}-of-${secret}`,
    })) as LoginVendor["session"],
  };
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { status, type, said } = answerOf(vendor, request, body);
      response.writeHead(status, { "content-type": type }).end(said);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  vendor.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return vendor;
}

function answerOf(vendor: LoginVendor, { url = "", headers }: IncomingMessage, body: string) {
  const json = "application/json";
  const token = headers.authorization?.replace(/^Bearer /, "") ?? "none";
  if (url.endsWith("/exchange")) {
    vendor.exchanged.push(token);
    const session = vendor.session(token, vendor.exchanged.length);
    return typeof session === "number"
      ? { status: session, type: json, said: "{}" }
      : { status: 200, type: json, said: JSON.stringify(session) };
  }
  if (url.endsWith("/models")) {
    vendor.listed.push(token);
    return { status: 200, type: json, said: '{"data":[{"id":"acme-2"}]}' };
  }
  const asked: Asked = { path: url, token, headers, body: JSON.parse(body) as Asked["body"] };
  vendor.asked.push(asked);
  const answer = vendor.chat(asked);
  if (typeof answer === "number") {
    const said = JSON.stringify({ error: { message: `no to ${token}` } });
    return { status: answer, type: json, said };
  }
  return {
    status: 200,
    type: "text/event-stream",
    said: answer === undefined ? hello : calling(answer),
  };
}

const event = (content: object): string => `data: ${JSON.stringify(content)}\n\n`;
const ended = (reason: string): string =>
  `${event({ choices: [{ delta: {}, finish_reason: reason }] })}data: [DONE]\n\n`;
const hello = event({ choices: [{ delta: { content: "hello" } }] }) + ended("stop");
const calling = (name: string): string =>
  event({
    choices: [
      { delta: { tool_calls: [{ index: 0, id: "c1", function: { name, arguments: "{}" } }] } },
    ],
  }) + ended("tool_calls");

const hosts = ["127.0.0.1", "*.acme.example"];
const namedHosts = ["api.acme.example", "login.acme.example"];

/** Exchanges what it is given at `exchangeUrl`, if there is one. */
export const exchanging = `
  async openSession(credential, context) {
    const secret = credential === undefined ? "of-this-machine"
      : credential.access ?? credential.token ?? credential.key;
    const answer = await context.fetch(context.config.exchangeUrl, {
      method: "POST", headers: { authorization: "Bearer " + secret } });
    if (answer.status === 403) throw Object.assign(new Error("no seat for " + secret),
      { [Symbol.for("mayros.error")]: true, code: "MAYROS_LOGIN_NEEDED", hint: "get a seat" });
    if (answer.status !== 200) throw new Error("the exchange answered " + answer.status);
    return answer.json();
  },`;

/** Every tool gets a name with a mark, as far as the vendor sees. */
export const marking = `
  prepare(session, outgoing) {
    const body = outgoing.body();
    for (const tool of body.tools ?? []) tool.function.name = "Acme_" + tool.function.name;
    body.marked = outgoing.model;
    Object.assign(outgoing.headers, { "x-initiator": outgoing.facts.initiator,
      "x-image": String(outgoing.facts.hasImage), "x-stream": String(outgoing.facts.stream),
      "x-credential": String(outgoing.credential), "x-session": String(outgoing.sessionId) });
    outgoing.url += "?marked=1";
  },
  reverse(part, outgoing) {
    return "toolName" in part && outgoing.body().marked
      ? { ...part, toolName: part.toolName.replace(/^Acme_/, "") } : part;
  },`;

export interface AcmeOptions {
  readonly vendor: LoginVendor;
  /** Members of the provider's code. */
  readonly provider?: string;
  /** Members of the code's `auth.device`. */
  readonly auth?: string;
  readonly profiles?: Readonly<Record<string, Credential>>;
  readonly env?: Record<string, string>;
  /** Laid over the manifest's provider. */
  readonly declaration?: object;
  /** Laid over the plugin's config. */
  readonly config?: object;
  /** `models.providers.acme`. */
  readonly block?: object;
  /** Others of `models.providers`. */
  readonly providers?: object;
}

export async function openAcme(options: AcmeOptions): Promise<OpenedMayros> {
  const { vendor, provider = "", auth = "", profiles = {}, env = {}, block } = options;
  const opened = openMayros(
    {
      plugins: {
        load: { paths: ["./load"] },
        entries: {
          acme: {
            enabled: true,
            grants: { env: ["ACME_API_KEY"], hosts: [...hosts, ...namedHosts], code: true },
            config: {
              apiBaseUrl: `${vendor.url}/v1`,
              exchangeUrl: `${vendor.url}/exchange`,
              ...options.config,
            },
          },
        },
      },
      models: { providers: { ...(block ? { acme: block } : {}), ...options.providers } },
    },
    env,
  );
  const home = opened.mayros.locations.stateDir;
  const folder = join(home, "load/acme");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(join(folder, "mayros.plugin.json"), JSON.stringify(manifestOf(options)));
  writeFileSync(join(folder, "package.json"), '{"name":"acme","version":"1.0.0","type":"module"}');
  // Code may have no login that the manifest does not name.
  // Code must not have a login that the manifest does not name.
  const hasLogin = options.auth !== undefined || !("authMethods" in (options.declaration ?? {}));
  const logins = hasLogin ? `auth: { device: { async login() {}, ${auth} } },` : "";
  writeFileSync(
    join(folder, "index.js"),
    `export default { ${logins} providers: { acme: { ${provider} } } };`,
  );
  const store = openProfileStore({ stateDir: home, now: Date.now, warn: () => {} });
  for (const [id, credential] of Object.entries(profiles)) {
    await store.save(id, "acme", credential, "device");
  }
  store.close();
  return opened;
}

const manifestOf = ({ declaration, provider, auth }: AcmeOptions) => ({
  id: "acme",
  apiVersion: 1,
  name: "Acme",
  description: "A vendor with logins",
  ...(provider === undefined && auth === undefined ? {} : { entry: "index.js" }),
  configSchema: { type: "object", properties: { exchangeUrl: { type: "string" } } },
  oauth: { clientId: "client-1", tokenUrl: "https://login.acme.example/token" },
  providers: {
    acme: {
      name: "Acme",
      api: "openai-completions",
      baseUrl: "https://api.acme.example/v1",
      authMethods: [{ id: "device", kind: "oauth-device", label: "Acme login" }],
      models: [{ id: "acme-1", contextWindow: 128000, maxTokens: 8192 }],
      ...declaration,
    },
  },
  hosts,
  sources: [],
});

const prompt = [{ role: "user" as const, content: [{ type: "text" as const, text: "hello" }] }];

/** One chat; what came of it. */
export async function askAcme({ mayros }: Pick<OpenedMayros, "mayros">, more: object = {}) {
  const parts: { readonly type: string; readonly toolName?: string }[] = [];
  const events: RunEvent[] = [];
  const handle = mayros.run(
    { model: "acme/acme-1", prompt, onEvent: (each) => events.push(each), ...more },
    (part) => parts.push(part),
  );
  const error: unknown = await handle.finished.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return { error, parts, events, steps: events.map(({ type }) => type).join(" ") };
}
