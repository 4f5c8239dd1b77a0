// A call as a request of OpenAI's responses API.
// https://platform.openai.com/docs/api-reference/responses/create (accessed 2026-11-22)

import type { CallOptions, EncodedRequest, JSONObject, JSONValue, Target } from "@mayros/core";
import { encodeHeaders, jsonHeaders } from "../encode/encode-headers.ts";
import { endpointUrl } from "../encode/endpoint-url.ts";
import { createEncodeContext, type EncodeContext } from "./encode-context.ts";
import { encodeInput, lastEffort } from "./encode-input.ts";
import { encodeSampling } from "./encode-sampling.ts";
import { encodeText } from "./encode-text.ts";
import { encodeThinking } from "./encode-thinking.ts";
import { encodeTools } from "./encode-tools.ts";

export function encodeRequest(call: CallOptions, target: Target, stream: boolean): EncodedRequest {
  const context = createEncodeContext(call, target);
  const { compat, warnings, options } = context;
  const streamed = stream || compat.supportsWholeAnswers === false;
  const input = encodeInput(call, context);
  const tools = encodeTools(call, context);
  const text = encodeText(call, context);
  const thinking = encodeThinking(call, lastEffort(input), context);
  const body: JSONObject = {
    model: target.model.wireId,
    input,
    ...encodeLength(call, context),
    ...tools,
    ...text,
    ...thinking.fields,
    ...encodeSampling(call, thinking.on, context),
    ...encodeInclude(context),
    ...options.fields,
    ...(streamed ? { stream: true } : {}),
  };
  return {
    url: endpointUrl(target.baseUrl, "responses"),
    headers: encodeHeaders(jsonHeaders(streamed), call.headers, warnings),
    body,
    warnings: warnings.list,
  };
}

function encodeLength(
  { maxOutputTokens }: CallOptions,
  { compat, warnings }: EncodeContext,
): JSONObject {
  if (maxOutputTokens === undefined) return {};
  if (compat.supportsMaxOutputTokens !== false) return { max_output_tokens: maxOutputTokens };
  warnings.unsupported("maxOutputTokens", "this server sets the length of an answer itself");
  return {};
}

/** What the server is to send beyond its usual answer. */
function encodeInclude({ names, options, reasons }: EncodeContext): JSONObject {
  const { values, stored } = options;
  const include = new Set<JSONValue>(Array.isArray(values.include) ? values.include : []);
  const top = values.logprobs === true ? 20 : values.logprobs;
  const logprobs = typeof top === "number" && top > 0;
  if (logprobs) include.add("message.output_text.logprobs");
  if (names.offers("web_search") && values.includeWebSearchSources !== false) {
    include.add("web_search_call.action.sources");
  }
  if (names.offers("code_interpreter")) include.add("code_interpreter_call.outputs");
  if (!stored && reasons) include.add("reasoning.encrypted_content");
  return {
    ...(include.size > 0 || values.include ? { include: [...include] } : {}),
    ...(logprobs ? { top_logprobs: top } : {}),
  };
}
