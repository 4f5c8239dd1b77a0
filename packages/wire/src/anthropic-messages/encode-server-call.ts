// Calls of tools that the server ran itself, as the blocks they came in: the inverse of call-block.ts.
// https://docs.claude.com/en/docs/agents-and-tools/tool-use/overview (accessed 2026-11-28)
import type { JSONObject, LanguageModelV4Message } from "@mayros/core";
import { textOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";
import { encodeCaller } from "./tool-caller.ts";
import { inputOf } from "./tool-input.ts";

type AssistantMessage = Extract<LanguageModelV4Message, { role: "assistant" }>;
type ToolCall = Extract<AssistantMessage["content"][number], { type: "tool-call" }>;

export function encodeServerCall(part: ToolCall, context: EncodeContext): JSONObject | undefined {
  const own = context.options.read(part.providerOptions);
  const id = context.toolCallId(part.toolCallId);
  const input = inputOf(part.input);
  if (own?.type === "mcp-tool-use") {
    const serverName = textOf(own.serverName);
    if (serverName) {
      return { type: "mcp_tool_use", id, name: part.toolName, input, server_name: serverName };
    }
    context.warnings.other(`a call of ${part.toolName} names no MCP server`);
    return undefined;
  }
  const called = serverTool(context.names.ofWire(part.toolName), input);
  if (called) return { type: "server_tool_use", id, ...called, ...encodeCaller(own) };
  context.warnings.other(`${part.toolName} is no tool that this provider runs`);
  return undefined;
}

/** Running code has three tools behind one name, told apart by the type in the input. */
function serverTool(
  name: string,
  input: JSONObject,
): { name: string; input: JSONObject } | undefined {
  switch (name) {
    case "code_execution": {
      const { type, ...rest } = input;
      if (type === "programmatic-tool-call") return { name, input: rest };
      if (type === "bash_code_execution" || type === "text_editor_code_execution") {
        return { name: type, input: rest };
      }
      return { name, input };
    }
    case "advisor":
      return { name, input: {} };
    case "tool_search_tool_bm25":
    case "tool_search_tool_regex":
    case "web_fetch":
    case "web_search":
      return { name, input };
  }
  return undefined;
}
