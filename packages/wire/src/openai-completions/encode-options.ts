// Provider options of a call as body fields. Options under the namespace are the AI SDK's, by its names;
// options under the provider's id or the wire's name that are not known here go to the server as they
// are, because whoever wrote them knows that server.
// https://ai-sdk.dev/providers/ai-sdk-providers/openai#chat-models (accessed 2026-11-22)
import type { JSONObject, JSONValue } from "@mayros/core";
import type { Warnings } from "../encode/create-warnings.ts";
import type { OptionsReader } from "../encode/read-provider-options.ts";
import type { OpenAICompletionsCompat } from "./compat.ts";

const fieldOfOption: ReadonlyMap<string, string> = new Map([
  ["logitBias", "logit_bias"],
  ["maxCompletionTokens", "max_completion_tokens"],
  ["metadata", "metadata"],
  ["parallelToolCalls", "parallel_tool_calls"],
  ["prediction", "prediction"],
  ["promptCacheKey", "prompt_cache_key"],
  ["promptCacheOptions", "prompt_cache_options"],
  ["promptCacheRetention", "prompt_cache_retention"],
  ["reasoningEffort", "reasoning_effort"],
  ["safetyIdentifier", "safety_identifier"],
  ["serviceTier", "service_tier"],
  ["store", "store"],
  ["textVerbosity", "verbosity"],
  ["user", "user"],
]);

/** Options that other parts of the encoder read. */
const elsewhere = ["forceReasoning", "strictJsonSchema", "systemMessageMode"] as const;

/** What the codec itself decides; an option must not change it behind the decoder's back. */
const own = ["messages", "model", "stream", "stream_options"];

export interface EncodedOptions {
  readonly fields: JSONObject;
  readonly values: Readonly<Partial<Record<(typeof elsewhere)[number], JSONValue>>>;
}

export function encodeOptions(
  { shared, direct }: OptionsReader,
  compat: OpenAICompletionsCompat,
  warnings: Warnings,
): EncodedOptions {
  const fields: JSONObject = compat.supportsStore === true ? { store: false } : {};
  const values: Partial<Record<string, JSONValue>> = {};
  /** As entries, because the names are the caller's: `__proto__` may be among them. */
  const passedOn: [name: string, value: JSONValue][] = [];
  for (const [options, isDirect] of [
    [shared, false],
    [direct, true],
  ] as const) {
    for (const [name, value] of Object.entries(options)) {
      if (value === undefined) continue;
      const field = fieldOfOption.get(name);
      if (field !== undefined) fields[field] = value;
      else if (name === "logprobs") Object.assign(fields, encodeLogprobs(value));
      else if ((elsewhere as readonly string[]).includes(name)) values[name] = value;
      else if (!isDirect) warnings.unsupported(name, "this wire has no such option");
      else if (own.includes(name)) {
        warnings.unsupported(`provider option ${name}`, "it is set by the codec alone");
      } else passedOn.push([name, value]);
    }
  }
  if (compat.supportsStore === false && "store" in fields) {
    delete fields.store;
    warnings.unsupported("store", "this server does not know it");
  }
  return { fields: { ...fields, ...Object.fromEntries(passedOn) }, values };
}

/** A number asks for as many alternatives. */
function encodeLogprobs(value: JSONValue): JSONObject {
  if (typeof value === "number") return { logprobs: true, top_logprobs: value };
  return value === true ? { logprobs: true, top_logprobs: 0 } : {};
}
