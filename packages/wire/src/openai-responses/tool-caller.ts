// Who called a tool: the model, or a program that it wrote. The AI SDK and the wire spell it differently.
// https://platform.openai.com/docs/api-reference/responses/create (accessed 2026-11-22)
import type { JSONObject } from "@mayros/core";
import { type JsonRecord, recordOf } from "../json-shapes.ts";

export function decodeCaller(caller: JsonRecord): JSONObject {
  if (caller.type !== "program") return caller as JSONObject;
  return { type: "program", callerId: caller.caller_id } as JSONObject;
}

/** The field `caller` of an item, from the options of its part. */
export function encodeCaller(own: JSONObject | undefined): JSONObject {
  const caller = recordOf(own?.caller) as JSONObject | undefined;
  if (!caller) return {};
  if (caller.type !== "program") return { caller };
  return { caller: { type: "program", caller_id: caller.callerId } };
}
