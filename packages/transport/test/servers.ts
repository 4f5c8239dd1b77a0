// Servers on this machine for the tests: one that speaks HTTP, and one that does whatever a test does
// with its bare sockets.
import { once } from "node:events";
import { createServer as createHttpServer, type RequestListener } from "node:http";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import type { TransportOptions } from "../src/create-transport.ts";
import { createTransport, type Transport } from "../src/index.ts";

export interface TestServer {
  readonly url: string;
  readonly port: number;
  /** Connections so far. */
  readonly sockets: Socket[];
}

async function listen(server: Server): Promise<TestServer> {
  const sockets: Socket[] = [];
  server.on("connection", (socket: Socket) => {
    socket.on("error", () => {});
    sockets.push(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, sockets };
}

export function startServer(
  listener: (...parameters: Parameters<RequestListener>) => void | Promise<void>,
): Promise<TestServer> {
  return listen(createHttpServer((request, response) => void listener(request, response)));
}

/** `onData` gets what arrived in one piece; number counts connections from 1. */
export function startRawServer(
  onData: (socket: Socket, text: string, number: number) => void,
): Promise<TestServer> {
  let count = 0;
  return listen(
    createServer((socket) => {
      const number = ++count;
      socket.on("data", (bytes) => onData(socket, bytes.toString("latin1"), number));
    }),
  );
}

export function openTransport(options: Partial<TransportOptions> = {}): Transport {
  const transport = createTransport({ version: "1.2.3", ...options });
  onTestFinished(() => transport.close());
  return transport;
}

/** What a promise rejected with. */
export async function errorOf(promise: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await promise;
  } catch (error) {
    return error as Record<string, unknown>;
  }
  throw new Error("nothing was thrown");
}
