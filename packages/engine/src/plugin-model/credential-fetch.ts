// The fetch that somebody's AI SDK model gets: it sends the credential of this attempt in the place of whatever
// the library put there, to hosts that may have it, and remembers what was asked and answered.
import { MayrosError, matchesHost } from "@mayros/core";
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

export interface CredentialFetchOptions {
  readonly send: Transport["send"];
  /** Lower-case names. */
  readonly authorization: Readonly<Record<string, string>>;
  /** Host patterns. */
  readonly hosts: readonly string[];
  readonly signal: AbortSignal | undefined;
}

export interface CredentialFetch {
  readonly fetch: typeof fetch;
  /** Of the last request; empty before one was made. */
  readonly asked: { url: string; body: unknown };
  readonly answered: { headers: Readonly<Record<string, string>> };
}

export function credentialFetch(options: CredentialFetchOptions): CredentialFetch {
  const { hosts, authorization, signal } = options;
  const asked: CredentialFetch["asked"] = { url: "", body: undefined };
  const answered: CredentialFetch["answered"] = { headers: {} };
  const plain = toFetch(async (outgoing) => {
    refuseOtherHosts(outgoing.url, hosts);
    const headers = { ...outgoing.headers };
    for (const name of [...credentialHeaders, ...connectionHeaders]) delete headers[name];
    asked.url = outgoing.url;
    asked.body = parsed(outgoing.body);
    const response = await options.send({
      ...outgoing,
      headers: { ...headers, ...authorization },
      // A library that forgets the signal must not keep a request alive that nobody waits for.
      ...(signal ? { signal } : {}),
    });
    answered.headers = response.headers;
    return response;
  });
  return { fetch: plain, asked, answered };
}

function refuseOtherHosts(url: string, hosts: readonly string[]): void {
  const { hostname } = new URL(url);
  if (hosts.some((pattern) => matchesHost(hostname, pattern))) return;
  throw new MayrosError("MAYROS_HOST_REFUSED", `${hostname} is no host of this provider`, {
    hint: "its plugin has to name the host in its manifest",
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
