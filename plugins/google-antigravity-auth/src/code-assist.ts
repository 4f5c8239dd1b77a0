// Questions to the control plane of Code Assist, which answers at several hosts: the first that answers counts.
import { MayrosError, type RequestContext } from "@mayros/core";
import { loginDenied, loginNeeded, loginUnavailable, requestJson, showText } from "@mayros/oauth";
import { refusalIn } from "@mayros/wire/google-code-assist";
import { userAgentOf } from "./user-agent.ts";

const PRODUCTION = "https://cloudcode-pa.googleapis.com";
const DAILY = "https://daily-cloudcode-pa.googleapis.com";
const SANDBOXES = [
  "https://daily-cloudcode-pa.sandbox.googleapis.com",
  "https://autopush-cloudcode-pa.sandbox.googleapis.com",
];

export interface Hosts {
  readonly load: readonly string[];
  readonly setUp: readonly string[];
}

/** Accounts are known in production first, and made at the daily host. The config's own goes before all. */
export function hostsOf({ config }: Pick<RequestContext, "config">): Hosts {
  const own = config.discoveryUrl ?? config.apiBaseUrl;
  if (typeof own === "string") return { load: [own], setUp: [own] };
  return {
    load: [PRODUCTION, DAILY, ...SANDBOXES],
    setUp: [DAILY, PRODUCTION, ...SANDBOXES],
  };
}

export interface Question {
  readonly token: string;
  readonly method: string;
  readonly json: unknown;
}

/** The body of the first answer of 2xx. Rejects with what the first host said where none has one. */
export async function askInOrder(
  context: RequestContext,
  hosts: readonly string[],
  question: Question,
): Promise<unknown> {
  let first: MayrosError | undefined;
  for (const host of hosts) {
    try {
      return await ask(context, host, question);
    } catch (error) {
      if (!MayrosError.isInstance(error) || !isOfHost(error) || context.signal.aborted) throw error;
      first ??= error;
    }
  }
  throw first ?? loginUnavailable("there is no host to ask", { sent: false });
}

/** A token that one host does not know, none does. */
function isOfHost({ code }: MayrosError): boolean {
  return code === "MAYROS_LOGIN_UNAVAILABLE" || code === "MAYROS_LOGIN_DENIED";
}

async function ask(
  context: RequestContext,
  host: string,
  { token, method, json }: Question,
): Promise<unknown> {
  const { status, body } = await requestJson(context, {
    method: "POST",
    url: `${host.replace(/\/+$/, "")}/v1internal:${method}`,
    headers: { authorization: `Bearer ${token}`, "user-agent": userAgentOf(context) },
    json,
  });
  if (status < 300) return body;
  const said = refusalIn(body);
  const why = said === undefined ? "" : `: ${showText(said, [token])}`;
  const message = `Code Assist refused (${status})${why}`;
  if (status === 401) throw loginNeeded(message);
  if (status === 403) throw loginDenied(message);
  throw loginUnavailable(message, { sent: true, status });
}
