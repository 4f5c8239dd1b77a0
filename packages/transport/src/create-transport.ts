// Puts the parts together: check, connect, send, check the head of the answer.
import type { IncomingMessage } from "node:http";
import type { LookupFunction } from "node:net";
import { type Environment, MayrosError } from "@mayros/core";
import { createAgents } from "./create-agents.ts";
import { createResponse } from "./create-response.ts";
import { Exchange, type Outgoing } from "./exchange.ts";
import { refuseUrl } from "./host-rules.ts";
import { prepareHeaders } from "./prepare-headers.ts";
import type { SendRequest, Timeouts, Transport } from "./transport.ts";
import { abortedError, answerError, refusedError } from "./transport-error.ts";

export interface TransportOptions {
  /** Of Mayros; for the user-agent header. */
  readonly version: string;
  /** Where the proxy variables are read from. Default: none, no proxy. */
  readonly env?: Environment;
  readonly timeouts?: Partial<Timeouts>;
  /** Resolves names; default `lookup` of node:dns. */
  readonly lookup?: LookupFunction;
}

interface Opened {
  readonly message: IncomingMessage;
  readonly exchange: Exchange;
}

const DEFAULT_TIMEOUTS: Timeouts = {
  connect: 10_000,
  firstByte: 120_000,
  idle: 60_000,
  resend: 1_000,
};

export function createTransport(options: TransportOptions): Transport {
  const agents = createAgents(options.env ?? {}, options.lookup);
  const active = new Set<Exchange>();
  let closed = false;

  async function open(outgoing: Outgoing, fresh: boolean): Promise<Opened> {
    if (closed) throw closedError();
    const wire = agents.wireFor(outgoing.url, fresh);
    const exchange = new Exchange(outgoing, () => active.delete(exchange));
    active.add(exchange);
    try {
      return { message: await exchange.open(wire), exchange };
    } catch (error) {
      if (exchange.stale && !fresh) return open(outgoing, true);
      throw error;
    }
  }

  return {
    async send(request) {
      const outgoing = prepareRequest(request, options);
      const { message, exchange } = await open(outgoing, false);
      const problem = checkHead(message, exchange.host, outgoing.url);
      if (problem) {
        exchange.fail(problem);
        throw problem;
      }
      return createResponse(message, exchange);
    },
    close() {
      closed = true;
      for (const exchange of active) exchange.fail(closedError());
      agents.destroy();
    },
  };
}

function prepareRequest(request: SendRequest, options: TransportOptions): Outgoing {
  const { method, body, signal } = request;
  const url = URL.parse(request.url);
  if (!url) throw refusedError("the request has no valid absolute URL");
  const refusal = refuseUrl(url);
  if (refusal !== undefined) throw refusedError(refusal, "correct baseUrl in the config");
  if (!/^[A-Z]+$/.test(method)) {
    throw new MayrosError("MAYROS_USAGE", `${JSON.stringify(method)} is not an HTTP method`);
  }
  const headers = prepareHeaders(request.headers, {
    userAgent: `mayros/${options.version}`,
    bodyLength: body === undefined ? undefined : Buffer.byteLength(body),
  });
  const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts, ...request.timeouts };
  return { method, url, headers, body, signal, timeouts };
}

/** Redirects are not followed: they would carry the key to a host that nobody named. */
function checkHead(message: IncomingMessage, host: string, url: URL): MayrosError | undefined {
  const status = message.statusCode ?? 0;
  if (status >= 300 && status < 400) {
    const location = redirectHost(message.headers.location, url);
    const target = location === undefined ? "elsewhere" : `to ${location}`;
    return answerError(`${host} redirected ${target} (${status}); redirects are not followed`, {
      host,
      status,
      ...(location === undefined ? {} : { location }),
    });
  }
  const encoding = message.headers["content-encoding"] ?? "identity";
  if (encoding.toLowerCase() !== "identity") {
    return answerError(`${host} compressed its answer (${encoding}) though it was asked not to`, {
      host,
      status,
    });
  }
  return undefined;
}

function redirectHost(location: string | undefined, base: URL): string | undefined {
  if (location === undefined || !URL.canParse(location, base.href)) return undefined;
  return new URL(location, base).host || undefined;
}

function closedError(): MayrosError {
  return abortedError("the transport was closed");
}
