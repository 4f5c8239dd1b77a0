// What a message says of itself beside its content, as programs for the AI SDK read it.
// https://docs.claude.com/en/api/messages (accessed 2026-11-28)
import type { JSONObject, JSONValue } from "@mayros/core";
import { camelKeys } from "../encode/snake-keys.ts";
import { type JsonRecord, recordOf, recordsOf } from "../json-shapes.ts";

/** Of a message's head, and of what ends it. */
const fields = [
  "container",
  "context_management",
  "input_transformations",
  "safeguard_results",
  "service_tier",
  "stop_details",
  "stop_reason",
  "stop_sequence",
] as const;
export type MessageFields = { [field in (typeof fields)[number]]?: unknown };

/** What is known is never replaced by nothing. */
export function noteFields(known: MessageFields, record: JsonRecord | undefined): void {
  if (!record) return;
  for (const field of fields) if (record[field] != null) known[field] = record[field];
}

export function messageMetadata(message: MessageFields, usage: JsonRecord | undefined): JSONObject {
  const tier = usage?.service_tier ?? message.service_tier;
  const details = recordOf(message.stop_details);
  const transformations = message.input_transformations;
  const safeguards = message.safeguard_results;
  return {
    usage: (usage ?? null) as JSONValue,
    stopSequence: (message.stop_sequence ?? null) as JSONValue,
    ...(tier == null ? {} : { serviceTier: tier as JSONValue }),
    ...(details ? { stopDetails: camelKeys(withoutNulls(details)) } : {}),
    ...(transformations ? { inputTransformations: transformations as JSONValue } : {}),
    ...(safeguards ? { safeguardResults: safeguards as JSONValue } : {}),
    iterations: Array.isArray(usage?.iterations)
      ? recordsOf(usage.iterations).map(readIteration)
      : null,
    container: readContainer(recordOf(message.container)),
    contextManagement: readContextManagement(recordOf(message.context_management)),
  };
}

function withoutNulls(record: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value != null));
}

function readIteration(iteration: JsonRecord): JSONObject {
  const {
    cache_creation_input_tokens: written,
    cache_read_input_tokens: read,
    ...rest
  } = iteration;
  return {
    ...camelKeys(withoutNulls(rest)),
    ...(written ? { cacheCreationInputTokens: written as number } : {}),
    ...(read ? { cacheReadInputTokens: read as number } : {}),
  };
}

function readContainer(container: JsonRecord | undefined): JSONValue {
  if (!container) return null;
  const { skills, ...rest } = container;
  return {
    ...camelKeys(rest),
    skills: Array.isArray(skills) ? recordsOf(skills).map(camelKeys) : null,
  };
}

function readContextManagement(management: JsonRecord | undefined): JSONValue {
  return management ? { appliedEdits: recordsOf(management.applied_edits).map(camelKeys) } : null;
}
