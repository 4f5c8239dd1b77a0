// The definition of a function of the caller's, and where the request holds it: among the tools, within a namespace
// or, where the conversation loads it, nowhere.
// https://platform.openai.com/docs/api-reference/responses/create (accessed 2026-11-22)
import type { JSONObject, LanguageModelV4FunctionTool } from "@mayros/core";
import { recordOf, textOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";
import { normalizeSchema } from "./normalize-schema.ts";
import type { OfferedTool } from "./offered-tool.ts";

export function encodeFunctionTool(
  tool: LanguageModelV4FunctionTool,
  context: EncodeContext,
): OfferedTool {
  const own = context.reader.read(tool.providerOptions) ?? {};
  const { name } = tool;
  if (own.omitFromRequestTools === true) return { name, entry: "the conversation loads it" };
  const encoded = definitionOf(tool, own, context);
  const choice = { type: "function", name };
  const group = recordOf(own.namespace);
  const groupName = textOf(group?.name);
  if (groupName !== undefined) {
    const namespace = { name: groupName, description: textOf(group?.description) ?? "" };
    return { name, encoded, namespace, choice, entry: "it is inside a namespace" };
  }
  const entry = own.deferLoading === true ? "it is not loaded yet" : choice;
  return { name, encoded, choice, entry };
}

/** Options of a tool that have a field of their own. */
const toolOptions: ReadonlyMap<string, string> = new Map([
  ["async", "async"],
  ["deferLoading", "defer_loading"],
  ["allowedCallers", "allowed_callers"],
]);
/** Options that decide where a tool stands, not what it is. */
const places: ReadonlySet<string> = new Set(["namespace", "omitFromRequestTools"]);

function definitionOf(
  tool: LanguageModelV4FunctionTool,
  own: JSONObject,
  { compat, warnings }: EncodeContext,
): JSONObject {
  if (tool.inputExamples?.length) {
    warnings.unsupported("inputExamples", "this wire has no field for examples of a tool's input");
  }
  const strict = compat.supportsStrictMode !== false;
  if (tool.strict && !strict) {
    warnings.unsupported("strict tools", "this server has no strict mode");
  }
  const fields: JSONObject = {};
  for (const [name, value] of Object.entries(own)) {
    const field = toolOptions.get(name);
    if (value === undefined || value === null || places.has(name)) continue;
    if (field !== undefined) fields[field] = value;
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
