// A call as a request of OpenAI's responses API.
// https://platform.openai.com/docs/api-reference/responses/create (accessed 2026-11-22)

import type { CallOptions, EncodedRequest, JSONObject, JSONValue, Target } from "@mayros/core";
import { createWarnings } from "../encode/create-warnings.ts";
import { encodeHeaders, jsonHeaders } from "../encode/encode-headers.ts";
import { endpointUrl } from "../encode/endpoint-url.ts";
import { createOptionsReader } from "../encode/read-provider-options.ts";
import { reasonsIn } from "../encode/thinking-level.ts";
import { textOf } from "../json-shapes.ts";
import { compatOf } from "./compat.ts";
import type { EncodeContext } from "./encode-context.ts";
import { encodeInput, lastEffort } from "./encode-input.ts";
import { encodeOptions } from "./encode-options.ts";
import { encodeText } from "./encode-text.ts";
import { encodeThinking } from "./encode-thinking.ts";
import { encodeTools } from "./encode-tools.ts";
import { api, namespace } from "./namespace.ts";
import { toolNamesOf } from "./tool-names.ts";

export function encodeRequest(call: CallOptions, target: Target, stream: boolean): EncodedRequest {
  const context = contextOf(call, target);
  const { warnings, options } = context;
  const input = encodeInput(call, context);
  const body: JSONObject = {
    model: target.model.wireId,
    input,
    ...(call.maxOutputTokens === undefined ? {} : { max_output_tokens: call.maxOutputTokens }),
    ...encodeTools(call, context),
    ...encodeText(call, context),
    ...encodeThinking(call, lastEffort(input), context),
    ...encodeInclude(context),
    ...options.fields,
    ...(stream ? { stream: true } : {}),
  };
  return {
    url: endpointUrl(target.baseUrl, "responses"),
    headers: encodeHeaders(jsonHeaders(stream), call.headers, warnings),
    body,
    warnings: warnings.list,
  };
}

function contextOf(call: CallOptions, target: Target): EncodeContext {
  const warnings = createWarnings();
  const compat = compatOf(target.compat);
  const reader = createOptionsReader(call.providerOptions, target, namespace, api);
  const options = encodeOptions(reader, compat, warnings);
  const { forceReasoning, reasoningEffort } = options.values;
  const level = textOf(reasoningEffort) ?? call.reasoning;
  const promiseJson = (call.tools ?? []).filter(
    (tool) => tool.type === "function" && reader.read(tool.providerOptions)?.outputSchema,
  );
  return {
    target,
    compat,
    reader,
    warnings,
    options,
    reasons: typeof forceReasoning === "boolean" ? forceReasoning : reasonsIn(level, target),
    names: toolNamesOf(call.tools),
    promiseJson: new Set(promiseJson.map((tool) => tool.name)),
  };
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
