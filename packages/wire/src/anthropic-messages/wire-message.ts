// One message of a request. Encoders of parts make blocks; what has to hold for whole messages is seen to
// when all of them are there.
import type { JSONObject } from "@mayros/core";

export interface WireMessage extends JSONObject {
  role: "user" | "assistant" | "system";
  content: JSONObject[];
}
