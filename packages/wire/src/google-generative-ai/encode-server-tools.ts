// Tools that the server ran itself, in a conversation that goes back to it: code that it executed, and
// calls of its own tools beside functions.
// https://ai.google.dev/gemini-api/docs/code-execution (accessed 2026-11-22)
import type {
  CallOptions,
  JSONObject,
  LanguageModelV4ToolResultPart,
  ProviderOptions,
} from "@mayros/core";
import { type JsonRecord, recordOf, textOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";
import { namespace } from "./namespace.ts";

const CODE_TOOL = "code_execution";

type ServerTool =
  | { readonly kind: "code" }
  | { readonly kind: "server"; readonly id: string; readonly toolType: string };

interface ToolPart {
  readonly toolName: string;
  readonly providerExecuted?: boolean;
  readonly providerOptions?: ProviderOptions;
}

/** The name that the caller gave to the server's execution of code. */
export function codeToolName(tools: CallOptions["tools"]): string {
  const id = `${namespace}.${CODE_TOOL}`;
  return tools?.find((tool) => tool.type === "provider" && tool.id === id)?.name ?? CODE_TOOL;
}

/** Undefined for a function of the caller's. */
export function serverTool(part: ToolPart, context: EncodeContext): ServerTool | undefined {
  if (isCode(part, context) && part.providerExecuted) return { kind: "code" };
  const own = context.options.read(part.providerOptions);
  const id = textOf(own?.serverToolCallId);
  const toolType = textOf(own?.serverToolType);
  return id && toolType ? { kind: "server", id, toolType } : undefined;
}

/** Code that the server ran. */
export function encodeCode({ id, ...code }: JSONObject, context: EncodeContext): JSONObject {
  return { executableCode: { ...codeId({ id }, context), ...code } };
}

/** By which the server knows code and its result; Vertex AI has none. */
function codeId({ id }: JsonRecord, { compat }: EncodeContext): JSONObject {
  return compat.vertex || typeof id !== "string" ? {} : { id };
}

function isCode({ toolName }: ToolPart, { codeTool }: EncodeContext): boolean {
  return toolName === CODE_TOOL || toolName === codeTool;
}

/** Results in an assistant message are always a server's. */
export function encodeServerResult(
  part: LanguageModelV4ToolResultPart,
  context: EncodeContext,
): JSONObject | undefined {
  const value = part.output.type === "json" ? recordOf(part.output.value) : undefined;
  if (isCode(part, context) && value) {
    const outcome = textOf(value.outcome) ?? "OUTCOME_OK";
    const ran = { outcome, output: textOf(value.output) ?? "" };
    return { codeExecutionResult: { ...codeId(value, context), ...ran } };
  }
  const served = serverTool(part, context);
  if (served?.kind !== "server") {
    context.warnings.unsupported("tool result that a provider gave", "this wire does not know it");
    return undefined;
  }
  const response = (value ?? {}) as JSONObject;
  return { toolResponse: { toolType: served.toolType, response, id: served.id } };
}
