// JSON by a schema beside functions, on models that refuse the two together: the schema becomes a function
// that the model must call, and its arguments are the answer. The decoder knows the function by its name,
// which therefore must not be one that a program would choose.
// https://ai.google.dev/gemini-api/docs/structured-output (accessed 2026-11-22)
import type { CallOptions, LanguageModelV4FunctionTool } from "@mayros/core";
import type { EncodeContext } from "./encode-context.ts";

export const JSON_ANSWER_TOOL = "mayros_json_answer";

/** Newer models take both, but not where a function is forced. */
export function jsonAnswerTool(
  call: CallOptions,
  { compat }: EncodeContext,
): LanguageModelV4FunctionTool | undefined {
  const format = call.responseFormat;
  if (format?.type !== "json" || !format.schema) return undefined;
  if (!call.tools?.some((tool) => tool.type === "function")) return undefined;
  const forced = call.toolChoice?.type === "required" || call.toolChoice?.type === "tool";
  if (compat.supportsJsonSchemaWithTools && !forced) return undefined;
  return {
    type: "function",
    name: JSON_ANSWER_TOOL,
    description:
      format.description ?? "Gives the final answer. Always answer by calling this function.",
    inputSchema: format.schema,
  };
}

/** The call with the function in place of the format. */
export function withJsonAnswerTool(
  { responseFormat: _format, ...call }: CallOptions,
  tool: LanguageModelV4FunctionTool,
): CallOptions {
  const noTools = call.toolChoice?.type === "none";
  const offered = (call.tools ?? []).filter((each) => !noTools || each.type === "function");
  return {
    ...call,
    tools: [...offered, tool],
    toolChoice: noTools
      ? { type: "tool", toolName: tool.name }
      : call.toolChoice?.type === "tool"
        ? call.toolChoice
        : { type: "required" },
  };
}
