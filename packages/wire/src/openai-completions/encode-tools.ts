// Tools, the choice among them, and the format of the answer: everything of a request that holds a JSON
// schema.
import type { CallOptions, JSONObject, LanguageModelV4FunctionTool } from "@mayros/core";
import { normalizeSchema } from "../openai-responses/normalize-schema.ts";
import { type EncodeContext, toolMark } from "./encode-context.ts";
import { stripKeywords } from "./strip-keywords.ts";

export function encodeTools(call: CallOptions, context: EncodeContext): JSONObject {
  const { compat, warnings } = context;
  const tools = (call.tools ?? []).flatMap((tool) => {
    if (tool.type === "function") return [encodeTool(tool, context)];
    warnings.unsupported(
      `provider-defined tool ${tool.id}`,
      "this wire has no tools of the provider's own",
    );
    return [];
  });
  if (tools.length > 0) {
    return {
      tools,
      ...encodeToolChoice(call),
      ...(compat.zaiToolStream ? { tool_stream: true } : {}),
    };
  }
  if (call.toolChoice?.type === "required" || call.toolChoice?.type === "tool") {
    warnings.unsupported("toolChoice", "there is no tool to choose");
  }
  return compat.requiresToolsWithToolHistory && hasToolHistory(call) ? { tools: [] } : {};
}

function encodeTool(tool: LanguageModelV4FunctionTool, context: EncodeContext): JSONObject {
  const { compat, warnings } = context;
  if (tool.inputExamples?.length) {
    warnings.unsupported("inputExamples", "this wire has no field for examples of a tool's input");
  }
  const strict = tool.strict !== undefined && compat.supportsStrictMode !== false;
  if (tool.strict && !strict) {
    warnings.unsupported("strict tools", "this server has no strict mode");
  }
  return {
    type: "function",
    function: {
      name: tool.name,
      ...(tool.description === undefined ? {} : { description: tool.description }),
      parameters: encodeSchema(tool.inputSchema, context),
      ...(strict ? { strict: tool.strict } : {}),
    },
    ...toolMark(tool.providerOptions, context),
  };
}

function encodeToolChoice(call: CallOptions): JSONObject {
  const choice = call.toolChoice;
  if (!choice) return {};
  return choice.type === "tool"
    ? { tool_choice: { type: "function", function: { name: choice.toolName } } }
    : { tool_choice: choice.type };
}

export function encodeResponseFormat(
  call: CallOptions,
  strict: boolean,
  context: EncodeContext,
): JSONObject {
  const { compat, warnings } = context;
  const format = call.responseFormat;
  if (format?.type !== "json") return {};
  if (!format.schema) return { response_format: { type: "json_object" } };
  if (compat.supportsJsonSchema === false) {
    warnings.unsupported(
      "responseFormat",
      "this server knows JSON mode but no schema: say it in the prompt",
    );
    return { response_format: { type: "json_object" } };
  }
  return {
    response_format: {
      type: "json_schema",
      json_schema: {
        name: format.name ?? "response",
        ...(format.description === undefined ? {} : { description: format.description }),
        schema: encodeSchema(format.schema, context),
        ...(compat.supportsStrictMode === false ? {} : { strict }),
      },
    },
  };
}

function encodeSchema(schema: object, { compat, warnings }: EncodeContext): JSONObject {
  const { refusedSchemaKeywords: refused, requiresOpenAISchemas } = compat;
  const taken = refused?.length ? stripKeywords(schema, new Set(refused)) : schema;
  return requiresOpenAISchemas ? normalizeSchema(taken as object, warnings) : (taken as JSONObject);
}

function hasToolHistory(call: CallOptions): boolean {
  return call.prompt.some(
    ({ role, content }) =>
      role === "tool" ||
      (role === "assistant" && content.some((part) => part.type === "tool-call")),
  );
}
