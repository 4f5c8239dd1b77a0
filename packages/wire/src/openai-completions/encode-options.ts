// Provider options of a call as body fields. Options under the namespace are the AI SDK's, by its names;
// options under the provider's id or the wire's name that are not known here go to the server as they
// are, because whoever wrote them knows that server.
// https://ai-sdk.dev/providers/ai-sdk-providers/openai#chat-models (accessed 2026-11-22)
import type { JSONObject } from "@mayros/core";
import { takeOption } from "../encode/read-provider-options.ts";
import type { EncodeContext } from "./encode-context.ts";
import { namespace } from "./namespace.ts";

const fieldOfOption: ReadonlyMap<string, string> = new Map([
  ["logitBias", "logit_bias"],
  ["maxCompletionTokens", "max_completion_tokens"],
  ["metadata", "metadata"],
  ["parallelToolCalls", "parallel_tool_calls"],
  ["prediction", "prediction"],
  ["promptCacheKey", "prompt_cache_key"],
  ["promptCacheRetention", "prompt_cache_retention"],
  ["reasoningEffort", "reasoning_effort"],
  ["safetyIdentifier", "safety_identifier"],
  ["serviceTier", "service_tier"],
  ["store", "store"],
  ["textVerbosity", "verbosity"],
  ["user", "user"],
]);

/** What the codec itself decides; an option must not change it behind the decoder's back. */
const own = new Set(["messages", "model", "stream", "stream_options"]);

export interface EncodedOptions {
  readonly fields: JSONObject;
  /** Whether a JSON schema is to be obeyed exactly. */
  readonly strictJsonSchema: boolean;
}

export function encodeOptions(context: EncodeContext): EncodedOptions {
  const { options, warnings, compat } = context;
  const shared = { ...options.shared };
  const direct = { ...options.direct };
  const strictShared = takeOption(shared, "strictJsonSchema");
  const strict = takeOption(direct, "strictJsonSchema") ?? strictShared;
  const fields: JSONObject = {
    ...(compat.supportsStore === true ? { store: false } : {}),
    ...takeKnown(shared),
  };
  for (const name of Object.keys(shared)) {
    warnings.unsupported(`providerOptions.${namespace}.${name}`, "this wire has no such option");
  }
  Object.assign(fields, takeKnown(direct), direct);
  for (const name of own) {
    if (!(name in fields)) continue;
    delete fields[name];
    warnings.unsupported(`provider option ${name}`, "it is set by the codec alone");
  }
  if (compat.supportsStore === false && "store" in fields) {
    delete fields.store;
    warnings.unsupported("store", "this server does not know it");
  }
  return { fields, strictJsonSchema: strict !== false };
}

/** Takes the options that have a field of their own out of a record, as those fields. */
function takeKnown(options: JSONObject): JSONObject {
  const fields: JSONObject = {};
  for (const [name, field] of fieldOfOption) {
    const value = takeOption(options, name);
    if (value !== undefined) fields[field] = value;
  }
  const logprobs = takeOption(options, "logprobs");
  if (typeof logprobs === "number")
    Object.assign(fields, { logprobs: true, top_logprobs: logprobs });
  else if (logprobs === true) fields.logprobs = true;
  return fields;
}
