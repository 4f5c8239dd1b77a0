// Tools, the choice among them, and the format of the answer, which may have to be a tool as well.
import type { CallOptions, JSONObject, LanguageModelV4FunctionTool } from "@mayros/core";
import type { EncodeContext } from "./encode-context.ts";
import { jsonAnswerTool } from "./json-answer-tool.ts";

/** https://docs.anthropic.com/en/docs/build-with-claude/structured-outputs (accessed 2026-11-22) */
const STRICT_TOOLS_BETA = "structured-outputs-2025-11-13";

export interface ToolSettings {
  /** Whether the model thinks with a budget: then no tool can be forced on it. */
  readonly thinking: boolean;
  readonly disableParallelToolUse: boolean;
}

export function encodeTools(
  call: CallOptions,
  settings: ToolSettings,
  context: EncodeContext,
): JSONObject {
  const { warnings } = context;
  const tools = (call.tools ?? []).flatMap((tool) => {
    if (tool.type === "function") return [encodeTool(tool, context)];
    warnings.unsupported(`tool ${tool.id}`, "tools of the provider's own are not carried yet");
    return [];
  });
  const answer = jsonTool(call, context);
  if (answer) {
    const offered = call.toolChoice?.type === "none" ? [] : tools;
    return {
      tools: [...offered, answer],
      tool_choice: forced({ type: "any" }, settings, context, true),
    };
  }
  if (tools.length === 0) {
    if (call.toolChoice?.type === "required" || call.toolChoice?.type === "tool") {
      warnings.unsupported("toolChoice", "there is no tool to choose");
    }
    return {};
  }
  return { tools, ...encodeToolChoice(call, settings, context) };
}

function encodeTool(tool: LanguageModelV4FunctionTool, context: EncodeContext): JSONObject {
  const { compat, warnings } = context;
  const mark = context.cacheControl(tool.providerOptions);
  const cached = mark !== undefined && compat.supportsCacheControlOnTools !== false;
  if (mark && !cached) warnings.unsupported("cacheControl", "this server takes no marks on tools");
  if (tool.strict && !compat.supportsStrictTools) {
    warnings.unsupported("strict tools", "this server has no strict mode");
  }
  const strict = tool.strict !== undefined && compat.supportsStrictTools === true;
  if (strict) context.betas.add(STRICT_TOOLS_BETA);
  if (tool.inputExamples?.length) {
    warnings.unsupported("inputExamples", "this wire has no field for examples of a tool's input");
  }
  return {
    name: tool.name,
    ...(tool.description === undefined ? {} : { description: tool.description }),
    input_schema: tool.inputSchema as JSONObject,
    ...(strict ? { strict: tool.strict } : {}),
    ...(cached ? { cache_control: mark } : {}),
  };
}

function jsonTool(call: CallOptions, { compat, warnings }: EncodeContext): JSONObject | undefined {
  const format = call.responseFormat;
  if (format?.type !== "json") return undefined;
  if (!format.schema) {
    warnings.unsupported("responseFormat", "this wire has no JSON mode without a schema");
    return undefined;
  }
  return compat.supportsJsonSchema ? undefined : jsonAnswerTool(format);
}

function encodeToolChoice(
  call: CallOptions,
  settings: ToolSettings,
  context: EncodeContext,
): JSONObject {
  const serial = settings.disableParallelToolUse;
  switch (call.toolChoice?.type) {
    case undefined:
      return serial ? { tool_choice: parallel({ type: "auto" }, serial) } : {};
    case "auto":
      return { tool_choice: parallel({ type: "auto" }, serial) };
    case "none":
      return { tool_choice: { type: "none" } };
    case "required":
      return { tool_choice: forced({ type: "any" }, settings, context, serial) };
    case "tool": {
      const { toolName } = call.toolChoice;
      return { tool_choice: forced({ type: "tool", name: toolName }, settings, context, serial) };
    }
  }
}

/** https://docs.anthropic.com/en/docs/build-with-claude/extended-thinking (accessed 2026-11-22) */
function forced(
  choice: JSONObject,
  { thinking }: ToolSettings,
  { warnings }: EncodeContext,
  serial: boolean,
): JSONObject {
  if (!thinking) return parallel(choice, serial);
  warnings.converted("toolChoice", "no tool can be forced while the model thinks: it may choose");
  return parallel({ type: "auto" }, serial);
}

function parallel(choice: JSONObject, serial: boolean): JSONObject {
  return serial ? { ...choice, disable_parallel_tool_use: true } : choice;
}
