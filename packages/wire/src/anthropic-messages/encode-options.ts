// Provider options of a call as body fields. Options under the namespace are the AI SDK's, by its names;
// options under the provider's id or the wire's name that are not known here go to the server as they
// are, because whoever wrote them knows that server.
// https://ai-sdk.dev/providers/ai-sdk-providers/anthropic (accessed 2026-11-22)
import type { JSONObject, JSONValue } from "@mayros/core";
import type { Warnings } from "../encode/create-warnings.ts";
import { takeOption } from "../encode/read-provider-options.ts";
import { listOf, recordOf, textOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";
import { namespace } from "./namespace.ts";

const fieldOfOption: ReadonlyMap<string, string> = new Map([
  ["cacheControl", "cache_control"],
  ["inferenceGeo", "inference_geo"],
  ["serviceTier", "service_tier"],
  ["speed", "speed"],
]);

/** What the codec itself decides; an option must not change it behind the decoder's back. */
const own = ["max_tokens", "messages", "model", "stream", "system"];

export interface EncodedOptions {
  readonly fields: JSONObject;
  readonly disableParallelToolUse: boolean;
  readonly sendReasoning: boolean;
  readonly effort: string | undefined;
  readonly thinking: JSONValue | undefined;
}

export function encodeOptions(context: EncodeContext): EncodedOptions {
  const { options, warnings, betas } = context;
  const shared = { ...options.shared };
  const direct = { ...options.direct };
  const take = (name: string): JSONValue | undefined => {
    const fromShared = takeOption(shared, name);
    return takeOption(direct, name) ?? fromShared;
  };
  const fields: JSONObject = {};
  for (const [name, field] of fieldOfOption) {
    const value = take(name);
    if (value !== undefined) fields[field] = value;
  }
  // https://docs.anthropic.com/en/api/beta-headers (accessed 2026-11-22)
  if (fields.speed === "fast") betas.add("fast-mode-2026-02-01");
  const userId = takeUserId(take("metadata"), warnings);
  if (userId) fields.metadata = { user_id: userId };
  for (const beta of listOf(take("anthropicBeta"))) if (textOf(beta)) betas.add(String(beta));
  const known = {
    disableParallelToolUse: take("disableParallelToolUse") === true,
    sendReasoning: take("sendReasoning") !== false,
    effort: textOf(take("effort")),
    thinking: take("thinking"),
  };
  for (const name of Object.keys(shared)) {
    warnings.unsupported(`providerOptions.${namespace}.${name}`, "this codec has no such option");
  }
  for (const name of own) {
    if (takeOption(direct, name) === undefined) continue;
    warnings.unsupported(`provider option ${name}`, "it is set by the codec alone");
  }
  return { fields: { ...fields, ...direct }, ...known };
}

/** By the AI SDK's name or the wire's: both stand where options are read from. */
function takeUserId(value: JSONValue | undefined, warnings: Warnings): string | undefined {
  if (value === undefined) return undefined;
  const { userId, user_id: wireUserId, ...rest } = recordOf(value) ?? { value };
  for (const name of Object.keys(rest)) {
    warnings.unsupported(`provider option metadata.${name}`, "this wire knows only the user's id");
  }
  return textOf(userId) ?? textOf(wireUserId);
}
