// How tokens are chosen and where the answer stops. The wire's ranges are narrower than other wires'.
// https://docs.claude.com/en/api/messages (accessed 2026-11-28)
import type { CallOptions, JSONObject } from "@mayros/core";
import type { Warnings } from "../encode/create-warnings.ts";
import type { AnthropicMessagesCompat } from "./compat.ts";
import type { EncodeContext } from "./encode-context.ts";

export function encodeSampling(
  call: CallOptions,
  thinks: boolean,
  { compat, warnings }: EncodeContext,
): JSONObject {
  for (const name of ["presencePenalty", "frequencyPenalty", "seed"] as const) {
    if (call[name] !== undefined) warnings.unsupported(name, "this wire has no field for it");
  }
  const stop = encodeStop(call.stopSequences, warnings);
  const reason = whyNot(thinks, compat);
  if (reason) {
    for (const name of ["temperature", "topP", "topK"] as const) {
      if (call[name] !== undefined) warnings.unsupported(name, reason);
    }
    return stop;
  }
  // Current models refuse both together.
  // https://docs.claude.com/en/docs/about-claude/models/migrating-to-claude-4 (accessed 2026-11-28)
  const both = call.temperature !== undefined && call.topP !== undefined;
  if (both) warnings.unsupported("topP", "it cannot be set beside temperature");
  return {
    ...encodeTemperature(call.temperature, warnings),
    ...(call.topP === undefined || both ? {} : { top_p: call.topP }),
    ...(call.topK === undefined ? {} : { top_k: call.topK }),
    ...stop,
  };
}

function whyNot(thinks: boolean, compat: AnthropicMessagesCompat): string | undefined {
  if (compat.supportsTemperature === false) return "this model refuses it";
  return thinks ? "it cannot be set while the model thinks" : undefined;
}

/** The server refuses blank sequences. */
function encodeStop(sequences: readonly string[] = [], warnings: Warnings): JSONObject {
  const sent = sequences.filter((sequence) => sequence.trim() !== "");
  if (sent.length < sequences.length) {
    warnings.unsupported("stopSequences", "one of white space only cannot be sent");
  }
  return sent.length > 0 ? { stop_sequences: sent } : {};
}

/** The wire's range is 0 to 1, other wires' 0 to 2. */
function encodeTemperature(temperature: number | undefined, warnings: Warnings): JSONObject {
  if (temperature === undefined) return {};
  const sent = Math.min(1, Math.max(0, temperature));
  if (sent !== temperature) {
    warnings.unsupported("temperature", `${temperature} is out of range: ${sent} is sent`);
  }
  return { temperature: sent };
}
