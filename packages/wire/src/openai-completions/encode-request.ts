// A call as a request of OpenAI's chat completions API, the wire that most servers speak.
// https://platform.openai.com/docs/api-reference/chat/create (accessed 2026-11-22)

import type { CallOptions, EncodedRequest, JSONObject, Target } from "@mayros/core";
import { createToolCallIds } from "../encode/create-tool-call-ids.ts";
import { createWarnings } from "../encode/create-warnings.ts";
import { encodeHeaders, jsonHeaders } from "../encode/encode-headers.ts";
import { endpointUrl } from "../encode/endpoint-url.ts";
import { createOptionsReader } from "../encode/read-provider-options.ts";
import { reasonsIn, thinkingFor } from "../encode/thinking-level.ts";
import { compatOf, type OpenAICompletionsCompat, thinkingFormatOf } from "./compat.ts";
import type { EncodeContext } from "./encode-context.ts";
import { encodeMessages } from "./encode-messages.ts";
import { type EncodedOptions, encodeOptions } from "./encode-options.ts";
import { encodeSampling, withoutRefused } from "./encode-sampling.ts";
import { encodeThinking } from "./encode-thinking.ts";
import { encodeResponseFormat, encodeTools } from "./encode-tools.ts";
import { api, compatibleNamespace, namespace } from "./namespace.ts";

export function encodeRequest(call: CallOptions, target: Target, stream: boolean): EncodedRequest {
  const warnings = createWarnings();
  const reader = createOptionsReader(
    call.providerOptions,
    target,
    namespace,
    api,
    compatibleNamespace,
  );
  const { fields, values } = encodeOptions(reader, compatOf(target.compat), warnings);
  const compat = compatFor(target, values);
  const context: EncodeContext = {
    target,
    compat,
    reasons:
      typeof values.forceReasoning === "boolean"
        ? values.forceReasoning
        : reasonsIn(call.reasoning, target),
    options: reader,
    warnings,
    toolCallId: createToolCallIds(compat.requiresMistralToolIds ? "nine" : "any"),
  };
  const body: JSONObject = {
    model: target.model.wireId,
    messages: encodeMessages(call, values.systemMessageMode, context),
    ...encodeSampling(call, context),
    ...encodeTools(call, context),
    ...encodeResponseFormat(call, values.strictJsonSchema !== false, context),
    ...encodeLevel(call, fields, context),
    ...(compat.openRouterRouting ? { provider: compat.openRouterRouting as JSONObject } : {}),
    ...(compat.vercelGatewayRouting
      ? { providerOptions: { gateway: compat.vercelGatewayRouting as JSONObject } }
      : {}),
    ...fields,
    ...encodeStreaming(stream, context),
  };
  return {
    url: endpointUrl(target.baseUrl, "chat/completions"),
    headers: encodeHeaders(jsonHeaders(stream), call.headers, warnings),
    body: withoutRefused(call, body, context),
    warnings: warnings.list,
  };
}

/** A caller may say that a model reasons in the way that OpenAI's own do. */
function compatFor(
  { compat }: Target,
  { forceReasoning }: EncodedOptions["values"],
): OpenAICompletionsCompat {
  if (forceReasoning !== true) return compatOf(compat);
  return {
    ...compatOf(compat),
    supportsDeveloperRole: true,
    supportsTemperature: false,
    maxTokensField: "max_completion_tokens",
  };
}

/** An option that is the level itself wins over the call's. */
function encodeLevel(call: CallOptions, options: JSONObject, context: EncodeContext): JSONObject {
  const { target, compat, reasons, warnings } = context;
  if (options.reasoning_effort !== undefined && thinkingFormatOf(compat) === "effort") return {};
  const model = { ...target.model, reasoning: reasons };
  const thinking = thinkingFor(call.reasoning, { ...target, model }, warnings);
  return encodeThinking(thinking, target, compat, warnings);
}

function encodeStreaming(stream: boolean, { compat }: EncodeContext): JSONObject {
  if (!stream) return {};
  const usage = compat.supportsUsageInStreaming !== false;
  return { stream: true, ...(usage ? { stream_options: { include_usage: true } } : {}) };
}
