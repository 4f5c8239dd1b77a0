// The caller's names of its tools, on the parts of an answer. Pure.
import type { OutgoingRequest, StreamPart } from "@mayros/core";
import { callersName } from "./rename-tools.ts";

export function giveNamesBack(part: StreamPart, request: OutgoingRequest): StreamPart {
  switch (part.type) {
    case "tool-input-start":
    case "tool-call":
    case "tool-result": {
      const toolName = callersName(part.toolName, request);
      return toolName === part.toolName ? part : { ...part, toolName };
    }
    default:
      return part;
  }
}
