// A model vendor on a loopback port, for tests and for the demo. A mock of a vendor
// speaks the wire formats; in front of it stands what it cannot do: refusing some keys and not others.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { forwardRequest } from "./forward-request.ts";
import { requestKey } from "./request-key.ts";
import { type ModelReply, startVendor } from "./start-vendor.ts";
import { type RefusalReason, refusalEvent, vendorRefusal } from "./vendor-refusal.ts";

export interface ModelServerOptions {
  /** First match wins; messages that none matches get the default text. */
  replies?: readonly ModelReply[];
  /** Answered 429 with Retry-After. */
  rateLimitedKeys?: readonly string[];
  /** Seconds in Retry-After; default 30. */
  retryAfter?: number;
  /** Answered 200 with a stream whose first event is a rate-limit error. */
  failingStreamKeys?: readonly string[];
  /** When given, any key that stands in none of these lists is answered 401. */
  knownKeys?: readonly string[];
  /** In the place of `knownKeys`, for keys that come and go. */
  isKnown?: (key: string) => boolean;
  /** Milliseconds before each event of a streamed answer; default 0. */
  eventDelay?: number;
  /** Paths of vendors' own that are answered as another: `{ "/codex/responses": "/v1/responses" }`. */
  paths?: Readonly<Record<string, string>>;
}

export interface JournalEntry {
  /** Without the query. */
  readonly path: string;
  readonly key: string | undefined;
  readonly status: number;
}

export interface ModelServer {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string;
  /** What was asked so far, in the order of the answers. */
  journal: () => JournalEntry[];
  /** The JSON that was sent, of every request that was received whole, in that order. */
  bodies: () => unknown[];
  stop: () => Promise<void>;
}

type Verdict = RefusalReason | "failing-stream" | "served";

function judge(key: string | undefined, options: ModelServerOptions): Verdict {
  const within = (keys: readonly string[] | undefined) => key !== undefined && keys?.includes(key);
  if (within(options.rateLimitedKeys)) return "rate-limited";
  if (within(options.failingStreamKeys)) return "failing-stream";
  const { knownKeys, isKnown = (each) => knownKeys?.includes(each) ?? true } = options;
  const anybody = knownKeys === undefined && options.isKnown === undefined;
  return anybody || (key !== undefined && isKnown(key)) ? "served" : "unknown-key";
}

function sendRefusal(
  outgoing: ServerResponse,
  path: string,
  reason: RefusalReason,
  retryAfter: number,
): number {
  const { status, body } = vendorRefusal(path, reason);
  outgoing.writeHead(status, {
    "content-type": "application/json",
    ...(reason === "rate-limited" ? { "retry-after": String(retryAfter) } : {}),
  });
  outgoing.end(JSON.stringify(body));
  return status;
}

/** Listens beside whoever else reads the request; a GET has none. */
function keepBody(incoming: IncomingMessage, bodies: string[]): void {
  const pieces: Buffer[] = [];
  incoming.on("data", (piece: Buffer) => pieces.push(piece));
  incoming.on("end", () => {
    if (pieces.length > 0) bodies.push(Buffer.concat(pieces).toString());
  });
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

export async function startModelServer(options: ModelServerOptions = {}): Promise<ModelServer> {
  const vendor = await startVendor(options.replies ?? []);
  const entries: JournalEntry[] = [];
  const bodies: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const path = (incoming.url ?? "/").split("?", 1)[0] ?? "/";
    const key = requestKey(incoming.headers);
    keepBody(incoming, bodies);
    const onStatus = (status: number) => {
      entries.push({ path, key, status });
    };
    const verdict = judge(key, options);
    const alias = options.paths?.[path];
    if (verdict === "served") {
      forwardRequest(incoming, outgoing, {
        port: vendor.port,
        ...(alias === undefined ? {} : { path: alias }),
        eventDelay: options.eventDelay ?? 0,
        onStatus,
      });
      return;
    }
    incoming.resume();
    if (verdict === "failing-stream") {
      outgoing.writeHead(200, { "content-type": "text/event-stream" });
      outgoing.end(refusalEvent(path, "rate-limited"));
      onStatus(200);
    } else {
      onStatus(sendRefusal(outgoing, path, verdict, options.retryAfter ?? 30));
    }
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    journal: () => [...entries],
    bodies: () => bodies.map((body): unknown => JSON.parse(body)),
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await vendor.stop();
    },
  };
}
