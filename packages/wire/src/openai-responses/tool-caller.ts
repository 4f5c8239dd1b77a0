// Who called a tool: the model, or a program that it wrote. The AI SDK and the wire spell it differently.
// https://platform.openai.com/docs/api-reference/responses/create (accessed 2026-11-22)
import type { JSONObject, JSONValue } from "@mayros/core";
import { recordOf } from "../json-shapes.ts";

export function callerOf(value: JSONValue | undefined): JSONObject {
  const caller = recordOf(value) as JSONObject | undefined;
  if (!caller) return {};
  if (caller.type !== "program") return { caller };
  return { caller: { type: "program", caller_id: caller.callerId } };
}
