// A call as a request of Anthropic's messages API.
// https://docs.claude.com/en/api/messages (accessed 2026-11-22)

import type { CallOptions, EncodedRequest, JSONObject, Target } from "@mayros/core";
import { encodeHeaders, jsonHeaders } from "../encode/encode-headers.ts";
import { endpointUrl } from "../encode/endpoint-url.ts";
import { recordOf, recordsOf } from "../json-shapes.ts";
import { type AnswerFormat, answerFormat } from "./answer-format.ts";
import { createEncodeContext, type EncodeContext } from "./encode-context.ts";
import { encodeMessages } from "./encode-messages.ts";
import { type EncodedOptions, encodeOptions } from "./encode-options.ts";
import { encodeSampling } from "./encode-sampling.ts";
import { encodeSchema } from "./encode-schema.ts";
import { encodeThinking } from "./encode-thinking.ts";
import { encodeTools } from "./encode-tools.ts";
import { inThread } from "./in-thread.ts";
import { namespace } from "./namespace.ts";

export function encodeRequest(call: CallOptions, target: Target, stream: boolean): EncodedRequest {
  const context = createEncodeContext(call, target);
  const { compat, warnings } = context;
  const settings = encodeOptions(context);
  const byOptions = new Set(context.betas);
  const messages = encodeMessages(
    settings.sendReasoning ? call : withoutReasoning(call, context),
    context,
  );
  const byContent = [...context.betas].filter((beta) => !byOptions.has(beta));
  const thinking = encodeThinking(call, settings.thinking, settings.effort, context);
  const format = answerFormat(call, target);
  tellAboutFormat(call, format, context);
  const canForce = compat.supportsForcedToolChoice !== false && !thinking.budgeted;
  const tools = encodeTools(
    call,
    format,
    { ...settings, canForce, eager: stream && settings.toolStreaming },
    context,
  );
  const body: JSONObject = {
    model: target.model.wireId,
    max_tokens: thinking.maxTokens,
    ...(thinking.thinking ? { thinking: thinking.thinking } : {}),
    ...encodeOutputConfig(format, thinking.effort, settings),
    ...encodeSampling(call, thinking.on, context),
    ...tools,
    ...messages,
    ...settings.fields,
    ...onlyChosen(call, format, tools, settings.fields),
    ...(stream ? { stream: true } : {}),
  };
  return {
    url: endpointUrl(target.baseUrl.replace(/\/v1\/*(?=\?|$)/, ""), "v1/messages"),
    headers: headersOf(call, stream, settings.betas, context),
    body: inThread(body, call, byContent, context),
    warnings: warnings.list,
  };
}

function headersOf(
  call: CallOptions,
  stream: boolean,
  fromOptions: readonly string[],
  { betas, warnings }: EncodeContext,
): Record<string, string> {
  const own = { ...jsonHeaders(stream), "anthropic-version": "2023-06-01" };
  const { "anthropic-beta": fromCall, ...headers } = encodeHeaders(own, call.headers, warnings);
  const named = [...(fromCall?.toLowerCase().split(",") ?? []), ...fromOptions];
  for (const beta of named) if (beta.trim()) betas.add(beta.trim());
  return betas.size > 0 ? { ...headers, "anthropic-beta": [...betas].join(",") } : headers;
}

function tellAboutFormat(
  call: CallOptions,
  format: AnswerFormat,
  { warnings }: EncodeContext,
): void {
  if (call.responseFormat?.type === "json" && !call.responseFormat.schema) {
    warnings.unsupported("responseFormat", "this wire has no JSON mode without a schema");
  }
  if (format.kind === "format" && format.forced) {
    warnings.unsupported(
      `providerOptions.${namespace}.structuredOutputMode`,
      "no tool can be forced on this model: the format of the answer is sent instead",
    );
  }
}

function encodeOutputConfig(
  format: AnswerFormat,
  effort: string | undefined,
  { taskBudget }: EncodedOptions,
): JSONObject {
  const config: JSONObject = {
    ...(effort === undefined ? {} : { effort }),
    ...(taskBudget ? { task_budget: taskBudget } : {}),
    ...(format.kind === "format"
      ? { format: { type: "json_schema", schema: encodeSchema({ ...format.schema }) } }
      : {}),
  };
  return Object.keys(config).length > 0 ? { output_config: config } : {};
}

/** Where the choice of a tool leaves others out, MCP servers must not bring them back. */
function onlyChosen(
  call: CallOptions,
  format: AnswerFormat,
  tools: JSONObject,
  fields: JSONObject,
): JSONObject {
  const choice = call.toolChoice?.type;
  const weakened = recordOf(tools.tool_choice)?.type === "auto" || format.kind === "tool";
  const narrowed = choice === "tool" ? weakened : choice === "none" && format.kind === "tool";
  if (!narrowed || !fields.mcp_servers) return {};
  return {
    mcp_servers: (recordsOf(fields.mcp_servers) as JSONObject[]).map((server) => ({
      ...server,
      tool_configuration: { ...recordOf(server.tool_configuration), enabled: false },
    })),
  };
}

function withoutReasoning(call: CallOptions, { warnings }: EncodeContext): CallOptions {
  const prompt = call.prompt.map((message) => {
    if (message.role !== "assistant") return message;
    const content = message.content.filter((part) => part.type !== "reasoning");
    if (content.length < message.content.length) warnings.other("reasoning was left out as asked");
    return { ...message, content };
  });
  return { ...call, prompt };
}
