// HTTP by hand: what no client library would send.
import { connect } from "node:net";
import { text } from "node:stream/consumers";

/** Sends these lines and gives all that came back. Rejects with ECONNREFUSED where nobody listens. */
export async function rawRequest(
  port: number,
  lines: string[],
  host = "127.0.0.1",
): Promise<string> {
  const socket = connect({ port, host });
  socket.end(`${lines.join("\r\n")}\r\n\r\n`);
  return text(socket);
}

/** `GET` with the Host that belongs to `port`. */
export const get = (port: number, path: string, more: string[] = []): Promise<string> =>
  rawRequest(port, [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    "Connection: close",
    ...more,
  ]);

export async function isListening(port: number, host = "127.0.0.1"): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host });
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}
