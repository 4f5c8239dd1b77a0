// What a request says of itself beside what the manifest says of every request: who asks, and whether there are
// pictures to look at. Copilot counts what a person asks, and not what an agent adds. Pure.
// packages/ai/src/api/github-copilot-headers.ts of https://github.com/earendil-works/pi (accessed 2026-11-28)
import type { OutgoingRequest, Session } from "@mayros/core";

export function prepareRequest(_session: Session, { headers, facts }: OutgoingRequest): void {
  headers["x-initiator"] ??= facts.initiator;
  headers["openai-intent"] ??= "conversation-edits";
  if (facts.hasImage) headers["copilot-vision-request"] = "true";
}
