// A call as a request of Anthropic's messages API.
// https://docs.anthropic.com/en/api/messages (accessed 2026-11-22)
import type { CallOptions, EncodedRequest, JSONObject, Target } from "@mayros/core";
import { createToolCallIds } from "../encode/create-tool-call-ids.ts";
import { createWarnings, type Warnings } from "../encode/create-warnings.ts";
import { encodeHeaders } from "../encode/encode-headers.ts";
import { createOptionsReader } from "../encode/read-provider-options.ts";
import { compatOf } from "./compat.ts";
import { createCacheControl, type EncodeContext } from "./encode-context.ts";
import { encodeMessages } from "./encode-messages.ts";
import { encodeOptions } from "./encode-options.ts";
import { type EncodedThinking, encodeThinking } from "./encode-thinking.ts";
import { encodeTools } from "./encode-tools.ts";
import { api, namespace } from "./namespace.ts";

export function encodeRequest(call: CallOptions, target: Target, stream: boolean): EncodedRequest {
  const warnings = createWarnings();
  const options = createOptionsReader(call.providerOptions, target, namespace, api);
  const context: EncodeContext = {
    target,
    compat: compatOf(target.compat),
    options,
    warnings,
    betas: new Set(),
    cacheControl: createCacheControl(options, warnings),
    toolCallId: createToolCallIds("word"),
  };
  const settings = encodeOptions(context);
  const thinking = encodeThinking(call, settings.thinking, context);
  const sent = settings.sendReasoning ? call : withoutReasoning(call);
  const body: JSONObject = {
    model: target.model.wireId,
    max_tokens: thinking.maxTokens,
    ...(thinking.thinking ? { thinking: thinking.thinking } : {}),
    ...encodeOutputConfig(call, settings.effort ?? thinking.effort, context),
    ...encodeSampling(call, thinking, context),
    ...encodeTools(call, { ...settings, thinking: thinking.on }, context),
    ...encodeMessages(sent, context),
    ...settings.fields,
    ...(stream ? { stream: true } : {}),
  };
  return {
    url: `${target.baseUrl.replace(/\/+$/, "").replace(/\/v1$/, "")}/v1/messages`,
    headers: headersOf(call, stream, context),
    body,
    warnings: warnings.list,
  };
}

function headersOf(
  call: CallOptions,
  stream: boolean,
  { betas, warnings }: EncodeContext,
): Record<string, string> {
  const own = {
    "content-type": "application/json",
    accept: stream ? "text/event-stream" : "application/json",
    "anthropic-version": "2023-06-01",
  };
  const { "anthropic-beta": fromCall, ...headers } = encodeHeaders(own, call.headers, warnings);
  for (const beta of fromCall?.split(",") ?? []) if (beta.trim()) betas.add(beta.trim());
  return betas.size > 0 ? { ...headers, "anthropic-beta": [...betas].join(",") } : headers;
}

function encodeOutputConfig(
  call: CallOptions,
  effort: string | undefined,
  { compat }: EncodeContext,
): JSONObject {
  const format = call.responseFormat;
  const schema = format?.type === "json" && compat.supportsJsonSchema ? format.schema : undefined;
  if (effort === undefined && !schema) return {};
  return {
    output_config: {
      ...(effort === undefined ? {} : { effort }),
      ...(schema ? { format: { type: "json_schema", schema: schema as JSONObject } } : {}),
    },
  };
}

function encodeSampling(
  call: CallOptions,
  thinking: EncodedThinking,
  { compat, warnings }: EncodeContext,
): JSONObject {
  for (const name of ["presencePenalty", "frequencyPenalty", "seed"] as const) {
    if (call[name] !== undefined) warnings.unsupported(name, "this wire has no field for it");
  }
  const stop = encodeStop(call.stopSequences, warnings);
  const reason =
    compat.supportsTemperature === false
      ? "this model refuses it"
      : thinking.on
        ? "it cannot be set while the model thinks"
        : undefined;
  if (reason) {
    for (const name of ["temperature", "topP", "topK"] as const) {
      if (call[name] !== undefined) warnings.unsupported(name, reason);
    }
    return stop;
  }
  // Current models refuse both together: https://docs.anthropic.com/en/docs/about-claude/models/migrating-to-claude-4
  const both = call.temperature !== undefined && call.topP !== undefined;
  if (both) warnings.unsupported("topP", "it cannot be set beside temperature");
  return {
    ...encodeTemperature(call.temperature, warnings.converted),
    ...(call.topP === undefined || both ? {} : { top_p: call.topP }),
    ...(call.topK === undefined ? {} : { top_k: call.topK }),
    ...stop,
  };
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
function encodeTemperature(
  temperature: number | undefined,
  converted: (feature: string, details: string) => void,
): JSONObject {
  if (temperature === undefined) return {};
  const sent = Math.min(1, Math.max(0, temperature));
  if (sent !== temperature)
    converted("temperature", `${temperature} is out of range: ${sent} is sent`);
  return { temperature: sent };
}

function withoutReasoning(call: CallOptions): CallOptions {
  const prompt = call.prompt.map((message) =>
    message.role === "assistant"
      ? { ...message, content: message.content.filter((part) => part.type !== "reasoning") }
      : message,
  );
  return { ...call, prompt };
}
