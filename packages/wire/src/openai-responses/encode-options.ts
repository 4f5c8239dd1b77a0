// Provider options of a call as body fields. Options under the namespace are the AI SDK's, by its names;
// options under the provider's id or the wire's name that are not known here go to the server as they
// are, because whoever wrote them knows that server.
// https://ai-sdk.dev/providers/ai-sdk-providers/openai#responses-models (accessed 2026-11-22)
import type { JSONObject, JSONValue } from "@mayros/core";
import type { Warnings } from "../encode/create-warnings.ts";
import { type OptionsReader, takeOption } from "../encode/read-provider-options.ts";
import { snakeCase, snakeKeys } from "../encode/snake-keys.ts";
import { listOf, recordOf, textOf } from "../json-shapes.ts";
import type { OpenAIResponsesCompat } from "./compat.ts";
import { namespace } from "./namespace.ts";

const fieldOfOption: ReadonlyMap<string, string> = new Map(
  [
    "conversation",
    "instructions",
    "maxToolCalls",
    "metadata",
    "parallelToolCalls",
    "previousResponseId",
    "promptCacheKey",
    "promptCacheRetention",
    "safetyIdentifier",
    "serviceTier",
    "store",
    "truncation",
    "user",
  ].map((name) => [name, snakeCase(name)]),
);

/** Options that other parts of the encoder read. */
const elsewhere = [
  "allowedTools",
  "compactionTrigger",
  "forceReasoning",
  "include",
  "includeWebSearchSources",
  "logprobs",
  "passThroughUnsupportedFiles",
  "reasoningContext",
  "reasoningEffort",
  "reasoningEffortUpdate",
  "reasoningMode",
  "reasoningSummary",
  "strictJsonSchema",
  "systemMessageMode",
  "textFormat",
  "textVerbosity",
] as const;
type OptionName = (typeof elsewhere)[number];

/** What the codec itself decides; an option must not change it behind the decoder's back. */
const own = ["background", "input", "model", "stream", "stream_options"];

export interface EncodedOptions {
  readonly fields: JSONObject;
  readonly values: Readonly<Partial<Record<OptionName, JSONValue>>>;
  /** Whether the server keeps the answer; then items go back by their ids alone. */
  readonly stored: boolean;
  /** Whether the server keeps the conversation, and so has every item of it. */
  readonly hasConversation: boolean;
  readonly hasPrevious: boolean;
}

/**
 * The server would keep every answer for 30 days. Keys, servers and models change between the requests
 * of one conversation here, and an item kept by one account does not exist for the next: so nothing is
 * kept unless the call asks for it, and reasoning travels with the conversation, encrypted. A call that
 * goes on from what the server keeps asks for it.
 * https://platform.openai.com/docs/guides/reasoning#encrypted-reasoning-items (accessed 2026-11-22)
 */
export function encodeOptions(
  reader: OptionsReader,
  compat: OpenAIResponsesCompat,
  warnings: Warnings,
): EncodedOptions {
  const shared = { ...reader.shared };
  const direct = { ...reader.direct };
  const values: Partial<Record<OptionName, JSONValue>> = {};
  for (const name of elsewhere) {
    const value = direct[name] ?? shared[name];
    delete direct[name];
    delete shared[name];
    // Without it there is one by default; null says that there is to be none.
    if (value !== undefined && (value !== null || name === "reasoningSummary"))
      values[name] = value;
  }
  const ofShared = takeKnown(shared);
  for (const name of Object.keys(shared)) {
    warnings.unsupported(`providerOptions.${namespace}.${name}`, "this wire has no such option");
  }
  const ofDirect = takeKnown(direct);
  const fields = { ...ofShared, ...ofDirect, ...direct };
  for (const name of own.filter((each) => each in fields)) {
    delete fields[name];
    warnings.unsupported(`provider option ${name}`, "it is set by the codec alone");
  }
  const hasConversation = textOf(fields.conversation) !== undefined;
  const hasPrevious = textOf(fields.previous_response_id) !== undefined;
  if (hasConversation && hasPrevious) {
    warnings.unsupported("conversation", "it cannot go on from a response, too");
  }
  if (!hasConversation && !hasPrevious) fields.store ??= false;
  checkCompat(fields, compat, warnings);
  const stored = fields.store ?? (hasConversation || hasPrevious);
  return { fields, values, stored: stored === true, hasConversation, hasPrevious };
}

/** Takes out what this server does not know. */
function checkCompat(fields: JSONObject, compat: OpenAIResponsesCompat, warnings: Warnings): void {
  if (compat.supportsStore === false) {
    if (fields.store === true) warnings.unsupported("store", "this server does not know it");
    delete fields.store;
  }
  const retention = fields.prompt_cache_retention;
  const noDay = compat.supportsLongCacheRetention === false && retention === "24h";
  if (retention !== undefined && (noDay || compat.supportsExplicitPromptCacheMode === true)) {
    const instead = noDay ? "" : "; promptCacheOptions says it";
    warnings.unsupported("promptCacheRetention", `this model does not know it${instead}`);
    delete fields.prompt_cache_retention;
  }
}

/** Takes the options that have a field of their own out of a record, as those fields. */
function takeKnown(options: JSONObject): JSONObject {
  const fields: JSONObject = {};
  for (const [name, field] of fieldOfOption) {
    const value = takeOption(options, name);
    if (value !== undefined) fields[field] = value;
  }
  const cache = recordOf(takeOption(options, "promptCacheOptions"));
  if (cache) fields.prompt_cache_options = snakeKeys(cache);
  const management = takeOption(options, "contextManagement");
  if (Array.isArray(management)) {
    fields.context_management = listOf(management).map((entry) => snakeKeys(recordOf(entry) ?? {}));
  }
  return fields;
}
