// JSON by a schema on servers that know no response format: the schema becomes a tool that the model
// must call, and its input is the answer. The decoder knows the tool by its name, which therefore must
// not be one that a program would choose.
import type { CallOptions, JSONObject } from "@mayros/core";

export const JSON_ANSWER_TOOL = "mayros_json_answer";

export function jsonAnswerTool(format: CallOptions["responseFormat"]): JSONObject | undefined {
  if (format?.type !== "json" || !format.schema) return undefined;
  return {
    name: JSON_ANSWER_TOOL,
    description:
      format.description ?? "Gives the final answer. Always answer by calling this tool.",
    input_schema: format.schema as JSONObject,
  };
}
