// Hands a request on to the server behind, byte for byte, and its answer back.
import { type IncomingMessage, request as openRequest, type ServerResponse } from "node:http";
import { pipeline } from "node:stream";
import { paceEvents } from "./pace-events.ts";

export interface ForwardOptions {
  /** Of the server behind, on 127.0.0.1. */
  port: number;
  /** With the query; default: the caller's. */
  path?: string;
  /** Milliseconds before each event of the answer. */
  eventDelay: number;
  /** Called once, when the server behind answers or turns out to be unreachable (502). */
  onStatus: (status: number) => void;
}

function sendAnswer(answer: IncomingMessage, outgoing: ServerResponse, eventDelay: number): void {
  const done = () => {}; // pipeline destroys both ends on an error, and the caller sees the cut
  if (eventDelay === 0) {
    pipeline(answer, outgoing, done);
    return;
  }
  const closed = new AbortController();
  outgoing.on("close", () => closed.abort());
  outgoing.flushHeaders();
  pipeline(paceEvents(answer, eventDelay, closed.signal), outgoing, done);
}

export function forwardRequest(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { port, path = incoming.url ?? "/", eventDelay, onStatus }: ForwardOptions,
): void {
  const upstream = openRequest(
    {
      host: "127.0.0.1",
      port,
      method: incoming.method,
      path,
      headers: incoming.headers,
      // No pooled socket may outlive the server.
      agent: false,
    },
    (answer) => {
      const status = answer.statusCode ?? 502;
      onStatus(status);
      outgoing.writeHead(status, answer.headers);
      sendAnswer(answer, outgoing, eventDelay);
    },
  );
  upstream.on("error", () => {
    if (outgoing.headersSent || outgoing.destroyed) {
      outgoing.destroy();
      return;
    }
    onStatus(502);
    outgoing.writeHead(502).end();
  });
  // A caller that hangs up ends the request behind too.
  outgoing.on("close", () => upstream.destroy());
  incoming.pipe(upstream);
}
