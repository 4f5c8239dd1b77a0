// Who called a tool: the model, or code that it runs on the server. The AI SDK and the wire spell it differently.
// https://docs.claude.com/en/docs/agents-and-tools/tool-use/programmatic-tool-calling (accessed 2026-11-28)
import type { JSONObject } from "@mayros/core";
import { type JsonRecord, recordOf, textOf } from "../json-shapes.ts";

/** Of a block of an answer; undefined where it does not say. */
export function decodeCaller(block: JsonRecord): JSONObject | undefined {
  const { type, tool_id: toolId } = recordOf(block.caller) ?? {};
  if (typeof type !== "string") return undefined;
  return { type, ...(typeof toolId === "string" ? { toolId } : {}) };
}

/** The field `caller` of a block, from the options of its part. */
export function encodeCaller(own: JSONObject | undefined): JSONObject {
  const { type, toolId } = recordOf(own?.caller) ?? {};
  if (type === "direct") return { caller: { type } };
  const code = textOf(type)?.startsWith("code_execution_") && textOf(toolId);
  return code ? { caller: { type: String(type), tool_id: code } } : {};
}
