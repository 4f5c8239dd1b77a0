// Puts into the envelope of a request what the codec can't know: the project, the id of the prompt, the session. Ids
// are random, as the server wants a new one for each prompt.
// https://github.com/google-gemini/gemini-cli/blob/main/packages/core/src/code_assist/converter.ts (accessed 2026-11-28)
import type { JSONObject, OutgoingRequest, Session } from "@mayros/core";

export function prepareRequest({ extras }: Session, outgoing: OutgoingRequest): void {
  // A count takes the conversation and nothing else.
  if (new URL(outgoing.url).pathname.endsWith(":countTokens")) return;
  const body = outgoing.body();
  if (extras?.projectId !== undefined) body.project ??= extras.projectId;
  body.user_prompt_id ??= crypto.randomUUID();
  const request = body.request as JSONObject | undefined;
  if (request && outgoing.sessionId !== undefined) request.session_id ??= outgoing.sessionId;
}
