// A call as a request of generateContent or streamGenerateContent.
// https://ai.google.dev/api/generate-content (accessed 2026-11-22)
import type { CallOptions, EncodedRequest, JSONObject, Target } from "@mayros/core";
import { createWarnings, type Warnings } from "../encode/create-warnings.ts";
import { encodeHeaders, jsonHeaders } from "../encode/encode-headers.ts";
import { compatOf } from "./compat.ts";
import type { Dialect } from "./dialect.ts";
import type { EncodeContext } from "./encode-context.ts";
import { encodeMessages } from "./encode-messages.ts";
import { type EncodedOptions, encodeOptions } from "./encode-options.ts";
import { encodeSchema } from "./encode-schema.ts";
import { codeToolName } from "./encode-server-tools.ts";
import { encodeThinking } from "./encode-thinking.ts";
import { encodeTools } from "./encode-tools.ts";
import { jsonAnswerTool, withJsonAnswerTool } from "./json-answer-tool.ts";
import { methodUrl } from "./method-url.ts";
import { dialect } from "./namespace.ts";
import { readOptions } from "./read-options.ts";

export function encodeRequest(call: CallOptions, target: Target, stream: boolean): EncodedRequest {
  const { warnings, ...encoded } = encodeContent(call, target, stream, dialect);
  const url = methodUrl(target, stream ? "streamGenerateContent?alt=sse" : "generateContent");
  return { url, ...encoded, warnings: warnings.list };
}

/** A request that is not addressed yet. */
export interface EncodedContent extends Pick<EncodedRequest, "headers" | "body"> {
  readonly warnings: Warnings;
}

export function encodeContent(
  call: CallOptions,
  target: Target,
  stream: boolean,
  dialect: Dialect,
): EncodedContent {
  const warnings = createWarnings();
  const context: EncodeContext = {
    target,
    dialect,
    compat: compatOf(target),
    options: readOptions(call, target, dialect),
    warnings,
    codeTool: codeToolName(call.tools),
  };
  const options = encodeOptions(context);
  const answerTool = jsonAnswerTool(call, context.compat);
  const sent = answerTool ? withJsonAnswerTool(call, answerTool) : call;
  const { tools, toolConfig } = encodeTools(sent, context);
  const config = withOptions(toolConfig, options, stream);
  const own = { ...jsonHeaders(stream), ...options.headers };
  return {
    headers: encodeHeaders(own, call.headers, warnings),
    body: {
      generationConfig: encodeGenerationConfig(sent, options, context),
      ...encodeMessages(sent, context),
      ...(tools ? { tools } : {}),
      ...(Object.keys(config).length > 0 ? { toolConfig: config } : {}),
      ...options.body,
    },
    warnings,
  };
}

function withOptions(
  toolConfig: JSONObject | undefined,
  { retrievalConfig, streamArguments }: EncodedOptions,
  stream: boolean,
): JSONObject {
  const calling = toolConfig?.functionCallingConfig as JSONObject | undefined;
  const inPieces = { ...calling, streamFunctionCallArguments: true };
  return {
    ...toolConfig,
    ...(stream && streamArguments ? { functionCallingConfig: inPieces } : {}),
    ...(retrievalConfig === undefined ? {} : { retrievalConfig }),
  };
}

function encodeGenerationConfig(
  call: CallOptions,
  options: EncodedOptions,
  context: EncodeContext,
): JSONObject {
  const fields = [
    "maxOutputTokens",
    "temperature",
    "topK",
    "topP",
    "stopSequences",
    "seed",
  ] as const;
  const config: JSONObject = {};
  for (const name of fields) {
    const value = call[name];
    if (value !== undefined) config[name] = value;
  }
  for (const name of ["frequencyPenalty", "presencePenalty"] as const) {
    const value = call[name];
    if (value === undefined) continue;
    if (context.compat.supportsPenalties) config[name] = value;
    else context.warnings.unsupported(name, "this model refuses it");
  }
  const { thinking } = options;
  const chosen = (thinking?.thinkingBudget ?? thinking?.thinkingLevel ?? undefined) !== undefined;
  const level = chosen ? undefined : encodeThinking(call, context);
  const thinkingConfig = level || thinking ? { ...level, ...thinking } : undefined;
  return {
    ...config,
    ...encodeFormat(call, options),
    ...(thinkingConfig ? { thinkingConfig } : {}),
    ...options.generationConfig,
  };
}

function encodeFormat(
  { responseFormat }: CallOptions,
  { structuredOutputs }: EncodedOptions,
): JSONObject {
  if (responseFormat?.type !== "json") return {};
  const mode = { responseMimeType: "application/json" };
  if (!responseFormat.schema || !structuredOutputs) return mode;
  return { ...mode, responseJsonSchema: encodeSchema(responseFormat.schema as JSONObject) };
}
