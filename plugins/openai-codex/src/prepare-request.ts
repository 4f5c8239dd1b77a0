// What ChatGPT's service wants of a request, beside what OpenAI's API takes: another path, the system prompt in a
// field of its own, nothing stored, always a stream. Pure.
// `ResponsesApiRequest` in codex-rs/codex-api/src/common.rs of https://github.com/openai/codex, and
// buildRequestBody in packages/ai/src/api/openai-codex-responses.ts of https://github.com/earendil-works/pi
// (accessed 2026-11-28)
import type { JSONObject, JSONValue, OutgoingRequest, Session } from "@mayros/core";

/** A session has it if, and only if, it is a ChatGPT account's. */
export const ACCOUNT_HEADER = "chatgpt-account-id";

/** The service refuses a request without instructions. */
const NO_INSTRUCTIONS = "Answer the user.";

/**
 * Fields that the service refuses and that only tune an answer. What would change the meaning of a request, as
 * `previous_response_id` does, stays and is refused there by its name.
 */
const refused = [
  "max_output_tokens",
  "metadata",
  "prompt_cache_options",
  "prompt_cache_retention",
  "safety_identifier",
  "stream_options",
  "temperature",
  "top_p",
  "truncation",
  "user",
];

/** https://platform.openai.com/docs/api-reference/responses/create#responses_create-prompt_cache_key (accessed 2026-11-28) */
const LONGEST_CACHE_KEY = 64;

export function prepareRequest(session: Session, outgoing: OutgoingRequest): void {
  const path = outgoing.url.split("?", 1)[0] ?? "";
  if (session.headers?.[ACCOUNT_HEADER] === undefined || !path.endsWith("/responses")) return;
  outgoing.url = outgoing.url.replace(/(\/codex)?\/responses(?=\?|$)/, "/codex/responses");
  outgoing.headers.accept = "text/event-stream";
  const { sessionId } = outgoing;
  if (sessionId !== undefined) {
    outgoing.headers["session-id"] ??= sessionId;
    outgoing.headers["x-client-request-id"] ??= sessionId;
  }
  const body = outgoing.body();
  takeInstructions(body);
  body.store = false;
  body.stream = true;
  body.include = withEncryptedReasoning(body.include);
  if (sessionId !== undefined) body.prompt_cache_key ??= sessionId.slice(0, LONGEST_CACHE_KEY);
  for (const field of refused) delete body[field];
}

/** Moves the system messages that the conversation begins with; later ones may stay, as a developer's. */
function takeInstructions(body: JSONObject): void {
  const items = itemsOf(body.input);
  const first = items.findIndex((item) => !isSystem(item));
  const leading = first < 0 ? items.length : first;
  const given = typeof body.instructions === "string" ? [body.instructions] : [];
  const texts = [...given, ...items.slice(0, leading).map(textIn)].filter((text) => text !== "");
  body.instructions = texts.length > 0 ? texts.join("\n\n") : NO_INSTRUCTIONS;
  body.input = items
    .slice(leading)
    .map((item) => (isSystem(item) ? { ...item, role: "developer" } : item));
}

function itemsOf(input: JSONValue | undefined): JSONObject[] {
  if (Array.isArray(input)) return input as JSONObject[];
  if (typeof input !== "string") return [];
  return [{ role: "user", content: [{ type: "input_text", text: input }] }];
}

function isSystem({ role, type = "message" }: JSONObject): boolean {
  return type === "message" && (role === "system" || role === "developer");
}

function textIn({ content }: JSONObject): string {
  if (!Array.isArray(content)) return typeof content === "string" ? content : "";
  const parts = content as readonly (JSONObject | null)[];
  return parts.map((part) => (typeof part?.text === "string" ? part.text : "")).join("");
}

/** Without it, what the model thought would be lost to its next turn: the service keeps nothing. */
function withEncryptedReasoning(include: JSONValue | undefined): JSONValue[] {
  const listed = Array.isArray(include) ? (include as JSONValue[]) : [];
  return [...new Set([...listed, "reasoning.encrypted_content"])];
}
