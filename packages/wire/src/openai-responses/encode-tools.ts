// Tools and the choice among them.
// https://platform.openai.com/docs/api-reference/responses/create (accessed 2026-11-22)
import type { CallOptions, JSONObject, LanguageModelV4FunctionTool } from "@mayros/core";
import { recordOf, textOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";
import { encodeHostedTool } from "./encode-hosted-tools.ts";
import { encodeToolChoice, type ToolChoices } from "./encode-tool-choice.ts";
import { normalizeSchema } from "./normalize-schema.ts";
import type { ProviderTool } from "./tool-names.ts";

export function encodeTools(call: CallOptions, context: EncodeContext): JSONObject {
  const list: JSONObject[] = [];
  const choices: ToolChoices = { choice: new Map(), entry: new Map(), entryOfType: new Map() };
  const namespaces = new Map<string, Namespace>();
  for (const tool of call.tools ?? []) {
    if (tool.type === "function") addFunction(tool, { list, choices, namespaces }, context);
    else addHosted(tool, list, choices, context);
  }
  if (choices.entry.size > 0) {
    return { tools: list, ...encodeToolChoice(call, choices, context) };
  }
  if (call.toolChoice?.type === "required" || call.toolChoice?.type === "tool") {
    context.warnings.unsupported("toolChoice", "there is no tool to choose");
  }
  return {};
}

function addHosted(
  tool: ProviderTool,
  list: JSONObject[],
  { choice, entry, entryOfType }: ToolChoices,
  { names, warnings }: EncodeContext,
): void {
  const hosted = encodeHostedTool(tool);
  if (!hosted) {
    warnings.unsupported(`tool ${tool.id}`, "this codec does not know it");
    return;
  }
  list.push(hosted.encoded);
  choice.set(tool.name, hosted.choice);
  const may = hosted.entry ?? "it only searches for tools";
  entry.set(tool.name, may);
  const type = names.typeOf(tool.name);
  entryOfType.set(type, entryOfType.has(type) ? "several tools are of this type" : may);
}

interface Tools {
  readonly list: JSONObject[];
  readonly choices: ToolChoices;
  readonly namespaces: Map<string, Namespace>;
}

/** Functions of one subject, which go within one entry. */
interface Namespace extends JSONObject {
  description: string;
  tools: JSONObject[];
}

function addFunction(
  tool: LanguageModelV4FunctionTool,
  { list, choices, namespaces }: Tools,
  context: EncodeContext,
): void {
  const own = context.reader.read(tool.providerOptions) ?? {};
  if (own.omitFromRequestTools === true) {
    choices.entry.set(tool.name, "the conversation loads it");
    return;
  }
  const encoded = encodeFunction(tool, own, context);
  choices.choice.set(tool.name, { type: "function", name: tool.name });
  const group = recordOf(own.namespace);
  const name = textOf(group?.name);
  const description = textOf(group?.description) ?? "";
  if (name === undefined) {
    list.push(encoded);
    choices.entry.set(
      tool.name,
      own.deferLoading === true ? "it is not loaded yet" : { type: "function", name: tool.name },
    );
    return;
  }
  choices.entry.set(tool.name, "it is inside a namespace");
  const begun = namespaces.get(name);
  if (!begun) {
    const added = { type: "namespace", name, description, tools: [encoded] };
    namespaces.set(name, added);
    list.push(added);
    return;
  }
  begun.tools.push(encoded);
  if (begun.description !== description) {
    context.warnings.unsupported(
      `another description of namespace "${name}"`,
      "the first one holds",
    );
  }
}

/** Options of a tool that have a field of their own. */
const toolOptions: ReadonlyMap<string, string> = new Map([
  ["async", "async"],
  ["deferLoading", "defer_loading"],
  ["allowedCallers", "allowed_callers"],
]);
/** Options that decide where a tool stands, not what it is. */
const places: ReadonlySet<string> = new Set(["namespace", "omitFromRequestTools"]);

function encodeFunction(
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
