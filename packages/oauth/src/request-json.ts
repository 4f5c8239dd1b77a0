// One JSON request of a login, for endpoints that no RFC describes; the token endpoint has `token-request.ts`.
import type { RequestContext } from "@mayros/core";
import { checkedUrl } from "./endpoint.ts";
import { type JsonAnswer, readJson } from "./read-json.ts";
import { type SendContext, type SendOptions, sendBounded } from "./send-bounded.ts";

export interface JsonRequest extends SendOptions {
  readonly method: "GET" | "POST";
  /** https, or http to this machine. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as application/x-www-form-urlencoded. */
  readonly form?: Readonly<Record<string, string>>;
  /** Sent as application/json. */
  readonly json?: unknown;
}

/**
 * Answers of 2xx and 4xx, with the body as JSON; undefined where a 4xx has none. Rejects with MAYROS_LOGIN_UNAVAILABLE for no
 * connection, no answer in time (30 s), a redirect, 429, 5xx, HTML, more than 1 MiB, and a 2xx whose body is no JSON.
 */
export async function requestJson(
  context: SendContext & Pick<RequestContext, "clock">,
  request: JsonRequest,
): Promise<JsonAnswer> {
  const { method, url, form, json } = request;
  checkedUrl(url, "the address of a login request");
  const body = form ? new URLSearchParams(form).toString() : json && JSON.stringify(json);
  const type = form ? "application/x-www-form-urlencoded" : "application/json";
  const init: RequestInit = {
    method,
    headers: {
      accept: "application/json",
      ...(body === undefined ? {} : { "content-type": type }),
      ...request.headers,
    },
    ...(typeof body === "string" ? { body } : {}),
  };
  const answer = await sendBounded(context, { url, init }, request);
  return readJson(answer, context.clock.now());
}
