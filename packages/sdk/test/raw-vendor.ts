// A vendor made of plain sockets, so that it can do what no HTTP server does: stop in the middle of a byte
// sequence, reset the connection, say nothing.

import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

export interface RawVendor {
  readonly baseUrl: string;
  /** Requests so far. */
  readonly asked: () => number;
  /** Called with the socket of each request once that has come whole. */
  answer: (socket: Socket) => unknown;
}

/** Stopped when the test is over. */
export async function startRawVendor(answer: RawVendor["answer"]): Promise<RawVendor> {
  const sockets = new Set<Socket>();
  let asked = 0;
  const vendor = { baseUrl: "", asked: () => asked, answer };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => {});
    socket.setNoDelay(true);
    let received = "";
    socket.setEncoding("latin1").on("data", (text: string) => {
      received += text;
      const end = received.indexOf("\r\n\r\n");
      const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? 0);
      if (end < 0 || received.length < end + 4 + length) return;
      received = "";
      asked += 1;
      vendor.answer(socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  vendor.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  return vendor;
}

const SSE = "text/event-stream";

/** The head of an answer whose end is that of the connection; or of one with so many bytes. */
export function head(type = SSE, length?: number): string {
  const size = length === undefined ? "" : `content-length: ${length}\r\n`;
  return `HTTP/1.1 200 OK\r\ncontent-type: ${type}\r\nconnection: close\r\n${size}\r\n`;
}

export const chunkedHead = `HTTP/1.1 200 OK\r\ncontent-type: ${SSE}\r\ntransfer-encoding: chunked\r\n\r\n`;

export function chunk(bytes: Uint8Array): Uint8Array {
  const size = Buffer.from(`${bytes.length.toString(16)}\r\n`);
  return Buffer.concat([size, bytes, Buffer.from("\r\n")]);
}
