// The fetch that somebody's AI SDK model gets: it sends the credential of this attempt in the place of whatever
// the library put there, to hosts that may have it, and remembers what was asked and answered.
import { isSafeUrl, MayrosError, matchesHost } from "@mayros/core";
import { type Transport, toFetch } from "@mayros/transport";

/** Where libraries put keys. One that was left in would be sent beside the credential, or instead of it. */
const credentialHeaders = [
  "api-key",
  "authorization",
  "cookie",
  "proxy-authorization",
  "x-api-key",
  "x-goog-api-key",
];
/** Transport decides these; what a library guesses of the body's length is of no use. */
const connectionHeaders = ["connection", "content-length", "host", "transfer-encoding"];

/** Of the last request that was made. */
export interface LastExchange {
  url: string;
  body: unknown;
  /** Of its answer. */
  headers: Readonly<Record<string, string>>;
  /** Absent before it. */
  status?: number;
}

export interface CredentialFetchOptions {
  readonly send: Transport["send"];
  /** Lower-case names; they replace those of the library. */
  readonly headers: Readonly<Record<string, string>>;
  /** The library signed what it asks: its headers are the credential. */
  readonly signed?: boolean;
  /** Host patterns, besides the host of `baseUrl`. */
  readonly hosts: readonly string[];
  readonly baseUrl: string;
  /** Ends every request, also those whose answer nobody reads to its end. */
  readonly signal: AbortSignal;
  /** Written to. */
  readonly last: LastExchange;
}

export function credentialFetch(options: CredentialFetchOptions): typeof fetch {
  const { signal, last } = options;
  return toFetch(async (outgoing) => {
    refuseOtherHosts(outgoing.url, options);
    const headers = { ...outgoing.headers };
    const stripped = options.signed ? [] : credentialHeaders;
    for (const name of [...stripped, ...connectionHeaders]) delete headers[name];
    last.url = outgoing.url;
    last.body = parsed(outgoing.body);
    const response = await options.send({
      ...outgoing,
      headers: { ...headers, ...options.headers },
      signal: outgoing.signal ? AbortSignal.any([signal, outgoing.signal]) : signal,
    });
    last.headers = response.headers;
    last.status = response.status;
    return response;
  });
}

/** Plain http only where the base URL has it: a server of the person's own. */
function refuseOtherHosts(
  url: string,
  { hosts, baseUrl }: Pick<CredentialFetchOptions, "hosts" | "baseUrl">,
): void {
  const { hostname, origin } = new URL(url);
  const base = new URL(baseUrl);
  if (origin === base.origin) return;
  const known = [...hosts, base.hostname].some((pattern) => matchesHost(hostname, pattern));
  if (known && isSafeUrl(url)) return;
  const wrong = known ? "is asked over plain http" : "is no host of this provider";
  throw new MayrosError("MAYROS_HOST_REFUSED", `${hostname} ${wrong}`, {
    hint: "its plugin has to name the host in its manifest, and to ask it by https",
  });
}

function parsed(body: string | Uint8Array | undefined): unknown {
  if (body === undefined) return undefined;
  const text = typeof body === "string" ? body : new TextDecoder().decode(body);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
