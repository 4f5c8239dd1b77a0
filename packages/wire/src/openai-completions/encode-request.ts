// A call as a request of OpenAI's chat completions API, the wire that most servers speak.
// https://platform.openai.com/docs/api-reference/chat/create (accessed 2026-11-22)
import type { CallOptions, EncodedRequest, JSONObject, Target } from "@mayros/core";
import { createToolCallIds } from "../encode/create-tool-call-ids.ts";
import { createWarnings } from "../encode/create-warnings.ts";
import { encodeHeaders } from "../encode/encode-headers.ts";
import { createOptionsReader } from "../encode/read-provider-options.ts";
import { thinkingFor } from "../encode/thinking-level.ts";
import { compatOf } from "./compat.ts";
import { type EncodeContext, readCacheControl } from "./encode-context.ts";
import { encodeMessages } from "./encode-messages.ts";
import { encodeOptions } from "./encode-options.ts";
import { encodeThinking } from "./encode-thinking.ts";
import { encodeResponseFormat, encodeTools } from "./encode-tools.ts";
import { api, namespace } from "./namespace.ts";

export function encodeRequest(call: CallOptions, target: Target, stream: boolean): EncodedRequest {
  const warnings = createWarnings();
  const compat = compatOf(target.compat);
  const context: EncodeContext = {
    target,
    compat,
    options: createOptionsReader(call.providerOptions, target, namespace, api),
    warnings,
    cacheControl: (options) => readCacheControl(options, compat, warnings),
    toolCallId: createToolCallIds(compat.requiresMistralToolIds ? "nine" : "any"),
  };
  const options = encodeOptions(context);
  const body: JSONObject = {
    model: target.model.wireId,
    messages: encodeMessages(call, context),
    ...encodeSampling(call, context),
    ...encodeTools(call, context),
    ...encodeResponseFormat(call, options.strictJsonSchema, context),
    ...encodeThinking(
      thinkingFor(call.reasoning, target.model, warnings),
      target,
      compat,
      warnings,
    ),
    ...(compat.openRouterRouting ? { provider: compat.openRouterRouting as JSONObject } : {}),
    ...(compat.vercelGatewayRouting
      ? { providerOptions: { gateway: compat.vercelGatewayRouting as JSONObject } }
      : {}),
    ...options.fields,
    ...encodeStreaming(stream, context),
  };
  const own = {
    "content-type": "application/json",
    accept: stream ? "text/event-stream" : "application/json",
  };
  return {
    url: `${target.baseUrl.replace(/\/+$/, "")}/chat/completions`,
    headers: encodeHeaders(own, call.headers, warnings),
    body,
    warnings: warnings.list,
  };
}

function encodeStreaming(stream: boolean, { compat }: EncodeContext): JSONObject {
  if (!stream) return {};
  const usage = compat.supportsUsageInStreaming !== false;
  return { stream: true, ...(usage ? { stream_options: { include_usage: true } } : {}) };
}

function encodeSampling(call: CallOptions, { compat, warnings }: EncodeContext): JSONObject {
  const fields: JSONObject = {};
  const set = (name: string, value: number | undefined): void => {
    if (value !== undefined) fields[name] = value;
  };
  set(compat.maxTokensField ?? "max_tokens", call.maxOutputTokens);
  set("temperature", call.temperature);
  set("top_p", call.topP);
  set("presence_penalty", call.presencePenalty);
  set("frequency_penalty", call.frequencyPenalty);
  set("seed", call.seed);
  if (compat.supportsTopK) set("top_k", call.topK);
  else if (call.topK !== undefined) {
    warnings.unsupported("topK", "this wire has no field for it (compat.supportsTopK adds one)");
  }
  if (call.stopSequences?.length) fields.stop = call.stopSequences;
  return fields;
}
