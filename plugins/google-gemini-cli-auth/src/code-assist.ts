// One question to the control plane of Code Assist.
import type { RequestContext } from "@mayros/core";
import { loginMisconfigured, requestJson } from "@mayros/oauth";

export interface CodeAssistQuestion {
  readonly token: string;
  /** Below `v1internal`, with its colon or slash. */
  readonly path: string;
  /** Absent: a GET. */
  readonly json?: unknown;
}

/** Answers of 2xx and 4xx. Rejects with MAYROS_LOGIN_UNAVAILABLE for the rest. */
export function askCodeAssist(
  context: RequestContext,
  { token, path, json }: CodeAssistQuestion,
): Promise<{ readonly status: number; readonly body: unknown }> {
  const { apiBaseUrl } = context.oauth;
  if (apiBaseUrl === undefined) throw loginMisconfigured("google-gemini-cli has no base URL");
  const { userAgent } = context.config;
  return requestJson(context, {
    method: json === undefined ? "GET" : "POST",
    url: `${apiBaseUrl.replace(/\/+$/, "")}/v1internal${path}`,
    headers: {
      authorization: `Bearer ${token}`,
      ...(typeof userAgent === "string" ? { "user-agent": userAgent } : {}),
    },
    ...(json === undefined ? {} : { json }),
  });
}
