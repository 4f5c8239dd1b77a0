// A call as a request of OpenAI's responses API.
// https://platform.openai.com/docs/api-reference/responses/create (accessed 2026-11-22)
import type { CallOptions, EncodedRequest, JSONObject, JSONValue, Target } from "@mayros/core";
import { createWarnings } from "../encode/create-warnings.ts";
import { encodeHeaders } from "../encode/encode-headers.ts";
import { createOptionsReader } from "../encode/read-provider-options.ts";
import { compatOf } from "./compat.ts";
import type { EncodeContext } from "./encode-context.ts";
import { hostedName } from "./encode-hosted-tools.ts";
import { encodeInput } from "./encode-input.ts";
import { encodeOptions } from "./encode-options.ts";
import { encodeThinking } from "./encode-thinking.ts";
import { encodeText, encodeTools } from "./encode-tools.ts";
import { api, namespace } from "./namespace.ts";

export function encodeRequest(call: CallOptions, target: Target, stream: boolean): EncodedRequest {
  const context = contextOf(call, target);
  const { warnings, options } = context;
  const body: JSONObject = {
    model: target.model.wireId,
    input: encodeInput(call, context),
    ...(call.maxOutputTokens === undefined ? {} : { max_output_tokens: call.maxOutputTokens }),
    ...encodeTools(call, context),
    ...encodeText(call, context),
    ...encodeThinking(call, context),
    ...encodeInclude(call, context),
    ...options.fields,
    ...(stream ? { stream: true } : {}),
  };
  const own = {
    "content-type": "application/json",
    accept: stream ? "text/event-stream" : "application/json",
  };
  return {
    url: `${target.baseUrl.replace(/\/+$/, "")}/responses`,
    headers: encodeHeaders(own, call.headers, warnings),
    body,
    warnings: warnings.list,
  };
}

function contextOf(call: CallOptions, target: Target): EncodeContext {
  const warnings = createWarnings();
  const compat = compatOf(target.compat);
  const reader = createOptionsReader(call.providerOptions, target, namespace, api);
  const options = encodeOptions(reader, compat, warnings);
  const { forceReasoning } = options.values;
  const customTools = (call.tools ?? []).filter(
    (tool) => tool.type === "provider" && hostedName(tool) === "custom",
  );
  return {
    target,
    compat,
    reader,
    warnings,
    options,
    reasons: typeof forceReasoning === "boolean" ? forceReasoning : target.model.reasoning,
    customTools: new Set(customTools.map((tool) => tool.name)),
  };
}

/** What the server is to send beyond its usual answer. */
function encodeInclude(call: CallOptions, context: EncodeContext): JSONObject {
  const { values, stored } = context.options;
  const include = new Set<JSONValue>(Array.isArray(values.include) ? values.include : []);
  const hosted = new Set(
    (call.tools ?? []).map((tool) => (tool.type === "provider" ? hostedName(tool) : undefined)),
  );
  const top = values.logprobs === true ? 20 : values.logprobs;
  const logprobs = typeof top === "number" && top > 0;
  if (logprobs) include.add("message.output_text.logprobs");
  const searches = hosted.has("web_search") || hosted.has("web_search_preview");
  if (searches && values.includeWebSearchSources !== false) {
    include.add("web_search_call.action.sources");
  }
  if (hosted.has("code_interpreter")) include.add("code_interpreter_call.outputs");
  if (!stored && context.reasons) include.add("reasoning.encrypted_content");
  return {
    ...(include.size > 0 ? { include: [...include] } : {}),
    ...(logprobs ? { top_logprobs: top } : {}),
  };
}
