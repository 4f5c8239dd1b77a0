// What only shows in a process of its own: that it ends, TLS with an extra authority, proxies.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, connect, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test } from "vitest";
import { makeCertificate } from "../../../tools/make-certificate.ts";
import { startServer } from "./servers.ts";

const answer: RequestListener = (_, response) => void response.end("ok");
const answered = { status: 200, text: "ok" };

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const knowsProxies = major === 22 ? minor >= 21 : major > 24 || (major === 24 && minor >= 5);

async function sendInChild(urls: string[], env: Record<string, string> = {}): Promise<unknown[]> {
  const program = join(import.meta.dirname, "send-in-child.ts");
  const child = spawn(process.execPath, ["--conditions=@mayros/source", program, ...urls], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close"),
  ]);
  expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function startSecureServer(): Promise<{ port: number; authority: string }> {
  const { key, certificate } = makeCertificate("acme.test");
  const folder = mkdtempSync(join(tmpdir(), "mayros-tls-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const authority = join(folder, "authority.pem");
  writeFileSync(authority, certificate);
  return { port: await listen(createHttpsServer({ key, cert: certificate }, answer)), authority };
}

/** Notes every request and passes tunnels on to this machine, whatever name they ask for. */
async function startProxy(): Promise<{ url: string; seen: string[] }> {
  const seen: string[] = [];
  const server = createHttpServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    response.end("from the proxy");
  });
  server.on("connect", (request, socket) => {
    seen.push(`CONNECT ${request.url} ${request.headers["proxy-authorization"] ?? ""}`.trim());
    const target = connect(Number(request.url?.split(":")[1]), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      target.pipe(socket).pipe(target);
    });
    target.on("error", () => socket.destroy());
    socket.on("error", () => target.destroy());
  });
  return { url: `http://127.0.0.1:${await listen(server)}`, seen };
}

test("a kept connection does not keep the process", async () => {
  const { url, sockets } = await startServer(answer);
  expect(await sendInChild([url, url])).toEqual([answered, answered]);
  expect(sockets).toHaveLength(1);
});

describe("https", () => {
  test("an unknown authority is refused, even where the environment says otherwise", async () => {
    const { port } = await startSecureServer();
    const env = { NODE_TLS_REJECT_UNAUTHORIZED: "0", NODE_NO_WARNINGS: "1" };
    expect(await sendInChild([`https://acme.test:${port}`], env)).toEqual([
      {
        code: "MAYROS_NETWORK",
        message: expect.stringMatching(
          `^no connection to acme.test:${port} \\([A-Z_]*CERT[A-Z_]*\\)$`,
        ),
      },
    ]);
  });

  test("a known one is fine, for the right name", async () => {
    const { port, authority } = await startSecureServer();
    const urls = [`https://acme.test:${port}`, `https://other.test:${port}`];
    expect(await sendInChild(urls, { NODE_EXTRA_CA_CERTS: authority })).toEqual([
      answered,
      {
        code: "MAYROS_NETWORK",
        message: `no connection to other.test:${port} (ERR_TLS_CERT_ALTNAME_INVALID)`,
      },
    ]);
  });
});

describe("proxies", () => {
  test.runIf(knowsProxies)(
    "https goes through a tunnel; the name is not resolved here",
    async () => {
      const { port, authority } = await startSecureServer();
      const proxy = await startProxy();
      const env = {
        NODE_EXTRA_CA_CERTS: authority,
        HTTPS_PROXY: proxy.url.replace("//", "//me:word@"),
      };
      expect(await sendInChild([`https://acme.test:${port}/v1?key=secret`], env)).toEqual([
        answered,
      ]);
      const credentials = Buffer.from("me:word").toString("base64");
      expect(proxy.seen).toEqual([`CONNECT acme.test:${port} Basic ${credentials}`]);
    },
  );

  test.runIf(knowsProxies)("NO_PROXY is honoured", async () => {
    const { port, authority } = await startSecureServer();
    const proxy = await startProxy();
    const env = { NODE_EXTRA_CA_CERTS: authority, HTTPS_PROXY: proxy.url, NO_PROXY: ".test" };
    expect(await sendInChild([`https://acme.test:${port}`], env)).toEqual([answered]);
    expect(proxy.seen).toEqual([]);
  });

  test.runIf(knowsProxies)("a literal private address may be behind a proxy", async () => {
    const proxy = await startProxy();
    expect(await sendInChild(["http://10.255.255.1/v1"], { HTTP_PROXY: proxy.url })).toEqual([
      { status: 200, text: "from the proxy" },
    ]);
    expect(proxy.seen).toEqual(["POST http://10.255.255.1/v1"]);
  });

  test("this machine, and names over plain http, are reached directly", async () => {
    const { url, port } = await startServer(answer);
    const proxy = await startProxy();
    const urls = [url, `http://acme.test:${port}`];
    expect(await sendInChild(urls, { HTTP_PROXY: proxy.url })).toEqual([answered, answered]);
    expect(proxy.seen).toEqual([]);
  });

  test.runIf(knowsProxies)("a proxy does not carry what is refused without one", async () => {
    const proxy = await startProxy();
    const env = { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url };
    const urls = ["http://8.8.8.8", "https://169.254.169.254", "https://metadata.google.internal"];
    expect(await sendInChild(urls, env)).toEqual(
      urls.map(() => expect.objectContaining({ code: "MAYROS_HOST_REFUSED" })),
    );
    expect(proxy.seen).toEqual([]);
  });

  test.runIf(knowsProxies)("a proxy that is not reached, refuses, or is no URL", async () => {
    const closedPort = { HTTPS_PROXY: "http://me:word@127.0.0.1:1" };
    const [unreached] = await sendInChild(["https://acme.test"], closedPort);
    expect(unreached).toEqual({
      code: "MAYROS_NETWORK",
      message: "no connection to acme.test:443 (ECONNREFUSED)",
    });
    const refusing = createHttpServer();
    refusing.on("connect", (_, socket) => void socket.end("HTTP/1.1 407 No\r\n\r\n"));
    const url = `http://me:word@127.0.0.1:${await listen(refusing)}`;
    expect(await sendInChild(["https://acme.test"], { HTTPS_PROXY: url })).toEqual([
      {
        code: "MAYROS_NETWORK",
        message: "no connection to acme.test:443 (ERR_PROXY_TUNNEL)",
      },
    ]);
    expect(await sendInChild(["https://acme.test"], { HTTPS_PROXY: "http://me:word@" })).toEqual([
      { code: "MAYROS_USAGE", message: "the proxy in the environment is not a valid URL" },
    ]);
  });
});
