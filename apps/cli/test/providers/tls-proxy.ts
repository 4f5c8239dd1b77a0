// The way to vendors that a test can look at: a proxy that takes the place of every host it knows, TLS included, and
// hands what it hears to a server of this machine. A command that is told of it (HTTPS_PROXY, NODE_EXTRA_CA_CERTS) asks
// the addresses that ship, whole, and reaches nobody.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TLSSocket } from "node:tls";
import { onTestFinished } from "vitest";
import { makeCertificate } from "../../../../tools/make-certificate.ts";

export interface TlsProxy {
  /** Variables of the command. */
  readonly env: Readonly<Record<string, string>>;
  /** `host:port` of every connection that was asked for, refused ones too. */
  readonly asked: readonly string[];
}

/** Stopped when the test is over. Hosts that are not listed are refused. */
export async function startTlsProxy(target: string, hosts: readonly string[]): Promise<TlsProxy> {
  const certificates = new Map(hosts.map((host) => [host, makeCertificate(host)]));
  const asked: string[] = [];
  const open = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    open.add(socket);
    return socket.on("error", () => {}).on("close", () => open.delete(socket));
  };
  const proxy = createServer();
  proxy.on("connect", ({ url = "" }, incoming: Socket) => {
    asked.push(url);
    const socket = keep(incoming);
    const [host = "", port] = url.split(":");
    const found = port === "443" ? certificates.get(host) : undefined;
    if (!found) {
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    const { key, certificate } = found;
    const plain = keep(new TLSSocket(socket, { isServer: true, key, cert: certificate }));
    const server = keep(connect(Number(new URL(target).port), "127.0.0.1"));
    plain.pipe(server).pipe(plain);
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const folder = mkdtempSync(join(tmpdir(), "mayros-certificates-"));
  const file = join(folder, "all.pem");
  writeFileSync(file, [...certificates.values()].map(({ certificate }) => certificate).join(""));
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    proxy.close();
    rmSync(folder, { recursive: true });
  });
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  return { env: { HTTPS_PROXY: url, NODE_EXTRA_CA_CERTS: file }, asked };
}
