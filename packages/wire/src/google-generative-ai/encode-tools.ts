// Functions, the server's own tools, and the choice among them.
// https://ai.google.dev/gemini-api/docs/function-calling (accessed 2026-11-22)
import type { CallOptions, JSONObject, LanguageModelV4FunctionTool } from "@mayros/core";
import type { EncodeContext } from "./encode-context.ts";
import { namespace } from "./namespace.ts";

type Tool = NonNullable<CallOptions["tools"]>[number];

export interface EncodedTools {
  readonly tools?: JSONObject[];
  readonly toolConfig?: JSONObject;
}

export function encodeTools(call: CallOptions, context: EncodeContext): EncodedTools {
  const { compat, warnings } = context;
  const functions: LanguageModelV4FunctionTool[] = [];
  const served: JSONObject[] = [];
  for (const tool of call.tools ?? []) {
    if (tool.type === "function") functions.push(tool);
    // The mode NONE concerns functions alone.
    else if (call.toolChoice?.type !== "none") served.push(...encodeServed(tool, context));
  }
  if (functions.length === 0 && served.length === 0) {
    if (call.toolChoice?.type === "required" || call.toolChoice?.type === "tool") {
      warnings.unsupported("toolChoice", "there is no tool to choose");
    }
    return {};
  }
  if (functions.length === 0) return { tools: served };
  if (served.length > 0 && !compat.supportsToolCombination) {
    warnings.unsupported("function tools", "this model cannot use them beside the server's own");
    return { tools: served };
  }
  const declared = {
    functionDeclarations: functions.map((tool) => encodeFunction(tool, context)),
  };
  const strict = served.length > 0 || functions.some((tool) => tool.strict);
  const functionCallingConfig = encodeToolChoice(call.toolChoice, strict);
  const toolConfig = {
    ...(functionCallingConfig ? { functionCallingConfig } : {}),
    ...(served.length > 0 ? { includeServerSideToolInvocations: true } : {}),
  };
  return { tools: [...served, declared], toolConfig };
}

function encodeFunction(
  tool: LanguageModelV4FunctionTool,
  { warnings }: EncodeContext,
): JSONObject {
  if (tool.inputExamples?.length) {
    warnings.unsupported("inputExamples", "this wire has no field for examples of a tool's input");
  }
  return {
    name: tool.name,
    description: tool.description ?? "",
    parametersJsonSchema: tool.inputSchema as JSONObject,
  };
}

/** VALIDATED: the model may choose, but what it calls follows the schema. */
function encodeToolChoice(
  choice: CallOptions["toolChoice"],
  strict: boolean,
): JSONObject | undefined {
  switch (choice?.type) {
    case undefined:
      return strict ? { mode: "VALIDATED" } : undefined;
    case "auto":
      return { mode: strict ? "VALIDATED" : "AUTO" };
    case "none":
      return { mode: "NONE" };
    case "required":
      return { mode: "ANY" };
    case "tool":
      return { mode: "ANY", allowedFunctionNames: [choice.toolName] };
  }
}

/** Fields by the tool's id without the namespace; those with `args` take the tool's own. */
const servedTools: ReadonlyMap<string, { field: string; args?: true }> = new Map([
  ["google_search", { field: "googleSearch", args: true }],
  ["enterprise_web_search", { field: "enterpriseWebSearch" }],
  ["url_context", { field: "urlContext" }],
  ["code_execution", { field: "codeExecution" }],
  ["file_search", { field: "fileSearch", args: true }],
  ["google_maps", { field: "googleMaps" }],
]);

function encodeServed(
  tool: Extract<Tool, { type: "provider" }>,
  { warnings }: EncodeContext,
): JSONObject[] {
  const known = tool.id.startsWith(`${namespace}.`)
    ? servedTools.get(tool.id.slice(namespace.length + 1))
    : undefined;
  if (known) return [{ [known.field]: known.args ? ({ ...tool.args } as JSONObject) : {} }];
  warnings.unsupported(`tool ${tool.id}`, "this wire has no such tool of its own");
  return [];
}
