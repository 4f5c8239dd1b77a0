// How tokens are chosen. Models that reason take no such settings, and the wire has few of them.
// https://platform.openai.com/docs/guides/reasoning (accessed 2026-11-22)
import type { CallOptions, JSONObject } from "@mayros/core";
import type { EncodeContext } from "./encode-context.ts";

/** `thinks`: whether the model will reason, and so by default refuses what sets the sampling. */
export function encodeSampling(
  call: CallOptions,
  thinks: boolean,
  { compat, warnings }: EncodeContext,
): JSONObject {
  const fields: JSONObject = {};
  const taken = compat.supportsTemperature ?? !thinks;
  for (const [name, field] of [
    ["temperature", "temperature"],
    ["topP", "top_p"],
  ] as const) {
    const value = call[name];
    if (value === undefined) continue;
    if (taken) fields[field] = value;
    else warnings.unsupported(name, "a model that reasons does not take it");
  }
  for (const name of ["topK", "seed", "presencePenalty", "frequencyPenalty"] as const) {
    if (call[name] !== undefined) warnings.unsupported(name, "this wire has no field for it");
  }
  if (call.stopSequences?.length) {
    warnings.unsupported("stopSequences", "this wire has no field for it");
  }
  return fields;
}
