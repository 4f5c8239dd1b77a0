// A server on a loopback port that says which models it has, for tests of discovery: its lists are what
// the test gives, everything else is answered by the model vendor behind it.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { forwardRequest } from "./forward-request.ts";
import { startVendor } from "./start-vendor.ts";

/** The JSON of an answer, or a function from the request's body; undefined is a 404. */
export type ListingAnswer = object | undefined | ((body: unknown) => unknown);

export interface ListingServer {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  /** Answers by method and path, `GET /v1/models`; to be changed while the server runs. */
  readonly answers: Map<string, ListingAnswer>;
  /** Method, path and the key of what was asked so far. */
  asked: () => { readonly line: string; readonly authorization: string | undefined }[];
  /** May be called again. */
  stop: () => Promise<void>;
}

export async function startListingServer(
  answers: Readonly<Record<string, ListingAnswer>>,
): Promise<ListingServer> {
  const vendor = await startVendor([]);
  const known = new Map(Object.entries(answers));
  const asked: { line: string; authorization: string | undefined }[] = [];
  const server = createServer((incoming, outgoing) => {
    const line = `${incoming.method} ${incoming.url}`;
    asked.push({ line, authorization: incoming.headers.authorization });
    if (!known.has(line)) {
      forwardRequest(incoming, outgoing, { port: vendor.port, eventDelay: 0, onStatus: () => {} });
      return;
    }
    void text(incoming).then((body) => {
      const answer = known.get(line);
      const value: unknown =
        typeof answer === "function" ? answer(body === "" ? undefined : JSON.parse(body)) : answer;
      outgoing.writeHead(value === undefined ? 404 : 200, { "content-type": "application/json" });
      outgoing.end(JSON.stringify(value ?? { error: "not found" }));
    });
  });
  const stop = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
    await vendor.stop();
  };
  let stopping: Promise<void> | undefined;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answers: known,
    asked: () => [...asked],
    stop: () => (stopping ??= stop()),
  };
}
