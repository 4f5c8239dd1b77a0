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
  if (served.length > 0 && compat.generation === 2) {
    const details = "this model takes no functions beside the server's own tools";
    warnings.unsupported("combination of function and provider-defined tools", details);
    return { tools: served };
  }
  const declared = {
    functionDeclarations: functions.map((tool) => encodeFunction(tool, context)),
  };
  const strict = served.length > 0 || functions.some((tool) => tool.strict);
  const functionCallingConfig = encodeToolChoice(call.toolChoice, strict);
  const toolConfig = {
    ...(functionCallingConfig ? { functionCallingConfig } : {}),
    ...(served.length > 0 && !compat.vertex ? { includeServerSideToolInvocations: true } : {}),
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

/** What is sent, by the tool's id without the namespace. */
const servedTools: ReadonlyMap<string, (args: JSONObject) => JSONObject> = new Map([
  ["google_search", (args: JSONObject) => ({ googleSearch: args })],
  ["enterprise_web_search", () => ({ enterpriseWebSearch: {} })],
  ["url_context", () => ({ urlContext: {} })],
  ["code_execution", () => ({ codeExecution: {} })],
  ["file_search", (args: JSONObject) => ({ fileSearch: args })],
  ["google_maps", () => ({ googleMaps: {} })],
  ["vertex_rag_store", ragStore],
]);

function ragStore({ ragCorpus, topK }: JSONObject): JSONObject {
  const store: JSONObject = { rag_resources: { rag_corpus: ragCorpus } };
  if (topK !== undefined) store.similarity_top_k = topK;
  return { retrieval: { vertex_rag_store: store } };
}

function encodeServed(
  { id, args }: Extract<Tool, { type: "provider" }>,
  { compat, warnings }: EncodeContext,
): JSONObject[] {
  const [prefix, name = ""] = id.split(".", 2);
  const encode = prefix === namespace ? servedTools.get(name) : undefined;
  if (name === "vertex_rag_store" && !compat.vertex) {
    warnings.other("only Vertex AI has the tool vertex_rag_store");
  }
  if (encode) return [encode({ ...args } as JSONObject)];
  warnings.unsupported(`provider-defined tool ${id}`, "this wire has no such tool of its own");
  return [];
}
