// Tools, the choice among them, and the format of the answer: everything of a request that holds a JSON
// schema.
// https://platform.openai.com/docs/api-reference/responses/create (accessed 2026-11-22)
import type { CallOptions, JSONObject, LanguageModelV4FunctionTool } from "@mayros/core";
import { listOf, recordOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";
import { encodeHostedTool, hostedName } from "./encode-hosted-tools.ts";
import { normalizeSchema } from "./normalize-schema.ts";

export function encodeTools(call: CallOptions, context: EncodeContext): JSONObject {
  const { warnings } = context;
  /** What a choice of the tool looks like, by the caller's name of it. */
  const choices = new Map<string, JSONObject>();
  const tools = (call.tools ?? []).flatMap((tool) => {
    if (tool.type === "function") {
      choices.set(tool.name, { type: "function", name: tool.name });
      return [encodeTool(tool, context)];
    }
    const encoded = encodeHostedTool(tool);
    const type = hostedName(tool);
    if (!encoded || type === undefined) {
      warnings.unsupported(`tool ${tool.id}`, "this codec does not know it");
      return [];
    }
    choices.set(tool.name, type === "custom" ? { type, name: tool.name } : { type });
    return [encoded];
  });
  if (tools.length > 0) return { tools, ...encodeToolChoice(call, choices, context) };
  if (call.toolChoice?.type === "required" || call.toolChoice?.type === "tool") {
    warnings.unsupported("toolChoice", "there is no tool to choose");
  }
  return {};
}

const toolOptions: ReadonlyMap<string, string> = new Map([
  ["async", "async"],
  ["deferLoading", "defer_loading"],
  ["allowedCallers", "allowed_callers"],
]);

function encodeTool(tool: LanguageModelV4FunctionTool, context: EncodeContext): JSONObject {
  const { compat, warnings, reader } = context;
  if (tool.inputExamples?.length) {
    warnings.unsupported("inputExamples", "this wire has no field for examples of a tool's input");
  }
  const strict = compat.supportsStrictMode !== false;
  if (tool.strict && !strict) {
    warnings.unsupported("strict tools", "this server has no strict mode");
  }
  const fields: JSONObject = {};
  for (const [name, value] of Object.entries(reader.read(tool.providerOptions) ?? {})) {
    const field = toolOptions.get(name);
    if (field !== undefined && value !== undefined) fields[field] = value;
    else if (name === "outputSchema" && recordOf(value)) {
      fields.output_schema = normalizeSchema(value as JSONObject, warnings);
    } else warnings.unsupported(`option ${name} of a tool`, "this codec does not know it");
  }
  return {
    type: "function",
    name: tool.name,
    ...(tool.description === undefined ? {} : { description: tool.description }),
    parameters: normalizeSchema(tool.inputSchema, warnings),
    // The server's own default is true, which refuses most schemas that were not written for it.
    ...(strict ? { strict: tool.strict ?? false } : {}),
    ...fields,
  };
}

function encodeToolChoice(
  call: CallOptions,
  choices: ReadonlyMap<string, JSONObject>,
  { options }: EncodeContext,
): JSONObject {
  const named = (name: string): JSONObject => choices.get(name) ?? { type: "function", name };
  const allowed = recordOf(options.values.allowedTools);
  if (allowed) {
    const names = listOf(allowed.toolNames).filter((name) => typeof name === "string");
    const mode = allowed.mode === "required" ? "required" : "auto";
    return { tool_choice: { type: "allowed_tools", mode, tools: names.map(named) } };
  }
  const choice = call.toolChoice;
  if (!choice) return {};
  return { tool_choice: choice.type === "tool" ? named(choice.toolName) : choice.type };
}

/** The field `text`: the format of the answer and how many words it makes. */
export function encodeText(call: CallOptions, context: EncodeContext): JSONObject {
  const { textVerbosity: verbosity } = context.options.values;
  const format = encodeFormat(call, context);
  if (!format && verbosity === undefined) return {};
  const text = { ...(format ? { format } : {}), ...(verbosity === undefined ? {} : { verbosity }) };
  return { text };
}

function encodeFormat(call: CallOptions, context: EncodeContext): JSONObject | undefined {
  const { compat, options, warnings } = context;
  const format = call.responseFormat;
  if (format?.type !== "json") return undefined;
  if (!format.schema) return { type: "json_object" };
  const strict = options.values.strictJsonSchema !== false;
  return {
    type: "json_schema",
    name: format.name ?? "response",
    ...(format.description === undefined ? {} : { description: format.description }),
    schema: normalizeSchema(format.schema, warnings),
    ...(compat.supportsStrictMode === false ? {} : { strict }),
  };
}
