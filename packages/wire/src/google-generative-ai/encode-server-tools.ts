// Tools that the server ran itself, in a conversation that goes back to it: code that it executed, and
// calls of its own tools beside functions.
// https://ai.google.dev/gemini-api/docs/code-execution (accessed 2026-11-22)
import type { JSONObject, LanguageModelV4ToolResultPart, ProviderOptions } from "@mayros/core";
import { recordOf, textOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";

export const CODE_TOOL = "code_execution";

type ServerTool =
  | { readonly kind: "code" }
  | { readonly kind: "server"; readonly id: string; readonly toolType: string };

interface ToolPart {
  readonly toolName: string;
  readonly providerExecuted?: boolean;
  readonly providerOptions?: ProviderOptions;
}

/** Undefined for a function of the caller's. */
export function serverTool(part: ToolPart, { options }: EncodeContext): ServerTool | undefined {
  if (part.toolName === CODE_TOOL && part.providerExecuted) return { kind: "code" };
  const own = options.read(part.providerOptions);
  const id = textOf(own?.serverToolCallId);
  const toolType = textOf(own?.serverToolType);
  return id && toolType ? { kind: "server", id, toolType } : undefined;
}

/** Results in an assistant message are always a server's. */
export function encodeServerResult(
  part: LanguageModelV4ToolResultPart,
  context: EncodeContext,
): JSONObject | undefined {
  const value = part.output.type === "json" ? recordOf(part.output.value) : undefined;
  if (part.toolName === CODE_TOOL && value) {
    const output = textOf(value.output) ?? "";
    return { codeExecutionResult: { outcome: textOf(value.outcome) ?? "OUTCOME_OK", output } };
  }
  const served = serverTool(part, context);
  if (served?.kind !== "server") {
    context.warnings.unsupported("tool result that a provider gave", "this wire does not know it");
    return undefined;
  }
  const response = (value ?? {}) as JSONObject;
  return { toolResponse: { toolType: served.toolType, response, id: served.id } };
}
