// Records of fields that may be absent: a field that is there with nothing in it is not the same to whoever
// compares or keeps what a model said.
import type { JSONObject } from "@mayros/core";

export function defined(fields: Readonly<Record<string, unknown>>): JSONObject {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as JSONObject;
}
