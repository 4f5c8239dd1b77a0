// A vendor on a loopback port that answers by the key it is asked with, and keeps a journal of keys.
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface Said {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface KeyVendor {
  /** Without a path. */
  readonly url: string;
  /** The keys that it was asked with, in order; `none` for none. */
  readonly asked: string[];
  /** Its answer, from now on. */
  answer: (key: string) => Said;
}

/** Stopped when the test is over. */
export async function startKeyVendor(answer: KeyVendor["answer"]): Promise<KeyVendor> {
  const asked: string[] = [];
  const vendor = { url: "", asked, answer };
  const server = createServer((incoming, outgoing) => {
    incoming.resume();
    incoming.on("end", () => {
      const key = keyOf(incoming.headers);
      asked.push(key);
      const { status = 200, headers = {}, body } = vendor.answer(key);
      const type = body.startsWith("{") ? "application/json" : "text/event-stream";
      outgoing.writeHead(status, { "content-type": type, ...headers });
      outgoing.end(body);
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

function keyOf(headers: IncomingHttpHeaders): string {
  const bearer = headers.authorization?.replace(/^bearer /i, "");
  return String(bearer ?? headers["x-api-key"] ?? headers["x-goog-api-key"] ?? "none");
}
