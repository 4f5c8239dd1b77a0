// Puts into the envelope of a request what the codec can't know: the project, the kind of request, the program, and
// a new id for each.
// https://github.com/badlogic/pi-mono/blob/v0.58.3/packages/ai/src/providers/google-gemini-cli.ts,
// https://github.com/router-for-me/CLIProxyAPI/blob/main/internal/runtime/executor/antigravity_executor_request.go (accessed 2026-11-28)
import type { JSONObject, OutgoingRequest, Session } from "@mayros/core";

export function prepareRequest({ extras }: Session, outgoing: OutgoingRequest): void {
  // A count takes the conversation and nothing else.
  if (new URL(outgoing.url).pathname.endsWith(":countTokens")) return;
  const body = outgoing.body();
  if (extras?.projectId !== undefined) body.project ??= extras.projectId;
  body.requestType ??= "agent";
  body.userAgent ??= "antigravity";
  body.requestId ??= `agent-${crypto.randomUUID()}`;
  const request = body.request as JSONObject | undefined;
  if (!request) return;
  // The server has filters of its own, and refuses others.
  delete request.safetySettings;
  if (outgoing.sessionId !== undefined) request.sessionId ??= outgoing.sessionId;
}
