// One request of a login: bounded in time and size, no redirect, and every way to get no answer told apart by
// whether the server may have seen it. Time-outs are of real time: a clock that a test moves ends no connection.
import { MayrosError, type RequestContext } from "@mayros/core";
import { abortReason, loginMisconfigured, loginUnavailable } from "./login-errors.ts";

export type SendContext = Pick<RequestContext, "fetch" | "signal">;

export interface SendOptions {
  /** ms for connection, answer and body together; default 30,000. */
  readonly timeout?: number | undefined;
}

export interface BoundedAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly host: string;
}

const longestAnswer = 1024 * 1024;

/** A `fetch` for one request, to hand to a library. Rejects as `sendBounded` does. */
export function boundedFetch(
  context: SendContext,
  options: SendOptions,
): (url: string, init: RequestInit) => Promise<Response> {
  const limit = AbortSignal.timeout(options.timeout ?? 30_000);
  const signal = AbortSignal.any([context.signal, limit]);
  return async (url, init) => {
    const { host } = new URL(url);
    const answer = await attempt(context, limit, host, async () => {
      signal.throwIfAborted();
      const response = await context.fetch(url, { ...init, redirect: "manual", signal });
      return { response, text: await readText(response, host) };
    });
    const { response, text } = answer;
    // 204 and 205 may have no body at all.
    const { status, headers } = response;
    if (status < 200 || (status >= 300 && status < 400)) {
      throw loginUnavailable(`${host} redirected (${status}); redirects are not followed`, {
        sent: true,
        status,
      });
    }
    return new Response(status === 204 || status === 205 ? null : text, { status, headers });
  };
}

/**
 * Rejects with MAYROS_LOGIN_UNAVAILABLE (no answer, a redirect, more than 1 MiB), MAYROS_LOGIN_MISCONFIGURED (the
 * host is none of the plugin's) and the reason of an aborted signal. Any status is an answer.
 */
export async function sendBounded(
  context: SendContext,
  request: { readonly url: string; readonly init: RequestInit },
  options: SendOptions = {},
): Promise<BoundedAnswer> {
  const response = await boundedFetch(context, options)(request.url, request.init);
  const { status, headers } = response;
  return { status, headers, text: await response.text(), host: new URL(request.url).host };
}

async function attempt<T>(
  context: SendContext,
  limit: AbortSignal,
  host: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (context.signal.aborted) throw abortReason(context.signal);
    throw describe(error, host, limit.aborted);
  }
}

function describe(error: unknown, host: string, late: boolean): MayrosError {
  if (MayrosError.isInstance(error)) {
    if (error.code === "MAYROS_LOGIN_UNAVAILABLE") return error;
    if (error.code === "MAYROS_HOST_REFUSED") {
      return loginMisconfigured(error.message, { ...(error.hint ? { hint: error.hint } : {}) });
    }
  }
  const details = { sent: wasSent(error), ...(late || isTimeout(error) ? { timedOut: true } : {}) };
  const why = late ? "no answer in time" : reasonOf(error);
  const status = MayrosError.isInstance(error) ? error.details?.status : undefined;
  // Most of the transport's sentences name the host themselves.
  return loginUnavailable(why.includes(host) ? why : `${host}: ${why}`, {
    ...details,
    ...(typeof status === "number" ? { status } : {}),
  });
}

/** Messages of Mayros name hosts only; those of others may quote what was sent. */
function reasonOf(error: unknown): string {
  if (MayrosError.isInstance(error)) return error.message;
  return `no connection${codeOf(error) === undefined ? "" : ` (${codeOf(error)})`}`;
}

const isTimeout = (error: unknown): boolean =>
  MayrosError.isInstance(error)
    ? error.code === "MAYROS_TIMEOUT"
    : /TIMEOUT/i.test(codeOf(error) ?? "");

/** Of the transport's errors the phase tells; of others only what is known to come before the first byte. */
function wasSent(error: unknown): boolean {
  if (MayrosError.isInstance(error)) return error.details?.phase !== "connecting";
  const before = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"];
  const code = codeOf(error) ?? "";
  return !before.includes(code) && code !== "UND_ERR_CONNECT_TIMEOUT";
}

function codeOf(error: unknown): string | undefined {
  const { cause } = (error ?? {}) as { cause?: { code?: unknown } };
  return typeof cause?.code === "string" ? cause.code : undefined;
}

async function readText(response: Response, host: string): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return "";
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(pieces).toString("utf8");
    length += value.length;
    pieces.push(value);
    if (length > longestAnswer) {
      await reader.cancel();
      throw loginUnavailable(`${host} answered more than a login can need`, {
        sent: true,
        status: response.status,
      });
    }
  }
}
