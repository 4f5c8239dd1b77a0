// What tools found that the server ran itself, as the blocks it came in: the inverse of read-server-result.ts.
// https://docs.claude.com/en/docs/agents-and-tools/tool-use/overview (accessed 2026-11-28)
import type { JSONObject, JSONValue, LanguageModelV4ToolResultPart } from "@mayros/core";
import { snakeKeys } from "../encode/snake-keys.ts";
import { parseRecord, recordOf, recordsOf, textOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";
import { encodeCaller } from "./tool-caller.ts";

export function encodeServerResult(
  part: LanguageModelV4ToolResultPart,
  context: EncodeContext,
): JSONObject | undefined {
  const { output } = part;
  const own = context.options.read(part.providerOptions);
  const id = context.toolCallId(part.toolCallId);
  const failed = output.type === "error-json" || output.type === "error-text";
  if (failed || output.type === "json") {
    const value =
      typeof output.value === "string" ? (parseRecord(output.value) ?? output.value) : output.value;
    const block =
      own?.type === "mcp-tool-use"
        ? { type: "mcp_tool_result", content: output.value, is_error: failed }
        : resultBlock(context.names.ofWire(part.toolName), value as JSONValue, failed);
    if (block) {
      const { type, ...rest } = block;
      return { type, tool_use_id: id, ...rest, ...encodeCaller(own) };
    }
  }
  context.warnings.other(
    `this result of ${part.toolName} is none of a tool that this provider runs`,
  );
  return undefined;
}

/** The blocks of results are named after their tools. */
const blocks: ReadonlyMap<string, string> = new Map([
  ["advisor", "advisor_tool_result"],
  ["tool_search_tool_bm25", "tool_search_tool_result"],
  ["tool_search_tool_regex", "tool_search_tool_result"],
  ["web_fetch", "web_fetch_tool_result"],
  ["web_search", "web_search_tool_result"],
]);

function resultBlock(
  tool: string,
  value: JSONValue,
  failed: boolean,
): { type: string; content: JSONValue } | undefined {
  const content = recordOf(value) as JSONObject | undefined;
  if (tool === "code_execution") return executionBlock(content ?? {}, failed);
  const type = blocks.get(tool);
  if (type === undefined) return undefined;
  const kind = textOf(content?.type);
  if (failed || kind?.endsWith("_error")) {
    const code = textOf(content?.errorCode) ?? "unavailable";
    return { type, content: { type: kind ?? `${type}_error`, error_code: code } };
  }
  if (content) return { type, content: snakeKeys(content) };
  if (!Array.isArray(value)) return undefined;
  const found = recordsOf(value).map(snakeKeys);
  if (tool === "web_search") return { type, content: found };
  return { type, content: { type: "tool_search_tool_search_result", tool_references: found } };
}

function executionBlock(
  content: JSONObject,
  failed: boolean,
): { type: string; content: JSONValue } | undefined {
  const kind = textOf(content.type);
  if (failed && kind !== "code_execution_tool_result_error") {
    const error = {
      type: "bash_code_execution_tool_result_error",
      error_code: textOf(content.errorCode) ?? "unknown",
    };
    return { type: "bash_code_execution_tool_result", content: error };
  }
  switch (kind) {
    case undefined:
      return undefined;
    case "code_execution_tool_result_error": {
      const { errorCode, ...rest } = content;
      return {
        type: "code_execution_tool_result",
        content: { ...rest, error_code: rest.error_code ?? errorCode ?? "unknown" },
      };
    }
    case "code_execution_result":
    case "encrypted_code_execution_result":
      return {
        type: "code_execution_tool_result",
        content: { ...content, content: content.content ?? [] },
      };
    default:
      return kind.startsWith("bash_")
        ? { type: "bash_code_execution_tool_result", content }
        : { type: "text_editor_code_execution_tool_result", content };
  }
}
