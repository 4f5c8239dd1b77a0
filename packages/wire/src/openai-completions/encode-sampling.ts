// The settings of a call that say how tokens are chosen. Some models take none of them while they reason.
// https://platform.openai.com/docs/guides/reasoning#limitations (accessed 2026-11-22)
import type { CallOptions, JSONObject } from "@mayros/core";
import type { EncodeContext } from "./encode-context.ts";

/** With the caller's name of each, `fields` being those of the call and of its options. */
const refusedWhileReasoning = [
  ["temperature", "temperature"],
  ["top_p", "topP"],
  ["logprobs", "logprobs"],
] as const;
const refusedByThinkers = [
  ["frequency_penalty", "frequencyPenalty"],
  ["presence_penalty", "presencePenalty"],
  ["logit_bias", "logitBias"],
  ["top_logprobs", "topLogprobs"],
] as const;

export function encodeSampling(call: CallOptions, { compat, warnings }: EncodeContext): JSONObject {
  const fields: JSONObject = {};
  const set = (name: string, value: number | undefined): void => {
    if (value !== undefined) fields[name] = value;
  };
  set(compat.maxTokensField ?? "max_tokens", call.maxOutputTokens);
  set("temperature", call.temperature);
  set("top_p", call.topP);
  set("presence_penalty", call.presencePenalty);
  set("frequency_penalty", call.frequencyPenalty);
  set(compat.seedField ?? "seed", call.seed);
  if (compat.supportsTopK) set("top_k", call.topK);
  else if (call.topK !== undefined) {
    warnings.unsupported("topK", "this wire has no field for it (compat.supportsTopK adds one)");
  }
  if (call.stopSequences?.length) fields.stop = call.stopSequences;
  return fields;
}

/** Takes out of a body what the model refuses. */
export function withoutRefused(
  call: CallOptions,
  body: JSONObject,
  context: EncodeContext,
): JSONObject {
  const { compat, reasons, warnings } = context;
  if (compat.supportsTemperature !== false || !reasons) return body;
  const reasoning = body.reasoning_effort !== "none";
  const taken = { ...body };
  for (const [field, name] of [...(reasoning ? refusedWhileReasoning : []), ...refusedByThinkers]) {
    if (taken[field] === undefined) continue;
    delete taken[field];
    const why = "a model that reasons does not take it";
    if (name in call) warnings.unsupported(name, why);
    else warnings.other(`${name}: ${why}`);
  }
  return taken;
}
