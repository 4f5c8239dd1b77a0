// Which tool a block calls: one of the caller's, one that the server runs itself, or one of an MCP server that the
// server asks.
// https://docs.claude.com/en/docs/agents-and-tools/tool-use/overview (accessed 2026-11-28)
import type { JSONObject } from "@mayros/core";
import { type JsonRecord, textOf } from "../json-shapes.ts";
import type { AnswerContext } from "./answer-context.ts";
import type { ToolNames } from "./tool-names.ts";

export interface CallKind {
  readonly toolName: string;
  readonly flags?: { providerExecuted?: true; dynamic?: true };
  readonly metadata?: JSONObject;
  /** Which of several tools behind one name is called, as the input says it. */
  readonly tag?: { readonly type: string } | { readonly action: string };
  /** Its input is told with the call alone. */
  readonly quiet?: boolean;
}

/** Undefined for blocks that are no call, and for calls of tools that are not known here. */
export function kindOfCall(
  start: JsonRecord,
  { names, impliedCode }: AnswerContext,
): CallKind | undefined {
  const name = textOf(start.name) ?? "";
  const toolset = textOf(start.toolset_name);
  switch (start.type) {
    case "tool_use":
      if (!toolset) return { toolName: name };
      return {
        toolName: names.ofCaller(toolset),
        metadata: { toolsetName: toolset },
        tag: { action: name },
      };
    case "mcp_tool_use":
      return {
        toolName: name,
        flags: { providerExecuted: true, dynamic: true },
        metadata: { type: "mcp-tool-use", serverName: textOf(start.server_name) ?? "" },
        quiet: true,
      };
    case "server_tool_use":
      return serverCall(name, names, impliedCode);
  }
  return undefined;
}

const plainServerTools: ReadonlySet<string> = new Set([
  "advisor",
  "tool_search_tool_bm25",
  "tool_search_tool_regex",
  "web_fetch",
  "web_search",
]);

/** Running code has three tools behind one name. */
const codeTools: ReadonlyMap<string, string> = new Map([
  ["bash_code_execution", "bash_code_execution"],
  ["text_editor_code_execution", "text_editor_code_execution"],
  ["code_execution", "programmatic-tool-call"],
]);

function serverCall(name: string, names: ToolNames, impliedCode: boolean): CallKind | undefined {
  const flags = { providerExecuted: true } as const;
  if (plainServerTools.has(name)) return { toolName: names.ofCaller(name), flags };
  const type = codeTools.get(name);
  if (type === undefined) return undefined;
  return {
    toolName: names.ofCaller("code_execution"),
    flags: impliedCode ? { ...flags, dynamic: true } : flags,
    tag: { type },
  };
}
