// What tools found that the server ran itself, in the form that programs for the AI SDK know.
// https://docs.claude.com/en/docs/agents-and-tools/tool-use/web-search-tool, .../web-fetch-tool,
// .../code-execution-tool, .../tool-search-tool (accessed 2026-11-28)
import type { JSONObject, JSONValue, StreamPart } from "@mayros/core";
import { camelKeys } from "../encode/snake-keys.ts";
import { type JsonRecord, recordOf, recordsOf, textOf } from "../json-shapes.ts";
import type { AnswerContext } from "./answer-context.ts";
import { namespace } from "./namespace.ts";
import { decodeCaller } from "./tool-caller.ts";

/** By the type of the block: which tool it is of, and how its content reads. */
const results: ReadonlyMap<
  unknown,
  readonly [tool: string, read: (content: JsonRecord) => JSONValue]
> = new Map<unknown, readonly [string, (content: JsonRecord) => JSONValue]>([
  ["advisor_tool_result", ["advisor", camelKeys]],
  ["bash_code_execution_tool_result", ["code_execution", asItIs]],
  ["code_execution_tool_result", ["code_execution", readExecution]],
  ["text_editor_code_execution_tool_result", ["code_execution", asItIs]],
  ["tool_search_tool_result", ["tool_search_tool_regex", readFoundTools]],
  ["web_fetch_tool_result", ["web_fetch", camelKeys]],
  ["web_search_tool_result", ["web_search", camelKeys]],
]);

/** Undefined for blocks that are no such result. */
export function readServerResult(
  block: JsonRecord,
  context: AnswerContext,
): StreamPart[] | undefined {
  const toolCallId = textOf(block.tool_use_id) ?? "";
  if (block.type === "mcp_tool_result") return [mcpResult(block, toolCallId, context)];
  const [tool, read] = results.get(block.type) ?? [];
  if (tool === undefined || read === undefined) return undefined;
  const toolName = context.serverCalls.get(toolCallId)?.toolName ?? nameOf(tool, context);
  const caller = decodeCaller(block);
  const part = {
    type: "tool-result",
    toolCallId,
    toolName,
    ...(caller ? { providerMetadata: { [namespace]: { caller } } } : {}),
  } as const;
  if (Array.isArray(block.content)) {
    const sources = sourcesOf(block);
    if (sources.length > 0) context.searched = true;
    return [{ ...part, ...foundPages(block) }, ...sources];
  }
  const content = recordOf(block.content) ?? {};
  if (block.type === "web_fetch_tool_result") noteDocument(content, context);
  // What went wrong in a shell or an editor is a result like any other.
  const failed = read !== asItIs && /_error$/.test(textOf(content.type) ?? "");
  if (failed) return [{ ...part, isError: true, result: camelKeys(content) }];
  return [{ ...part, result: read(content) ?? {} }];
}

/** A search for tools may be of either kind. */
function nameOf(tool: string, { names }: AnswerContext): string {
  const other = names.ofCaller("tool_search_tool_bm25");
  const searches = tool === "tool_search_tool_regex" && other !== "tool_search_tool_bm25";
  return searches ? other : names.ofCaller(tool);
}

function asItIs(content: JsonRecord): JSONObject {
  return content as JSONObject;
}

function readExecution(content: JsonRecord): JSONObject {
  return { ...(content as JSONObject), content: (content.content ?? []) as JSONValue };
}

function readFoundTools(content: JsonRecord): JSONValue {
  return recordsOf(content.tool_references).map(camelKeys);
}

function foundPages(block: JsonRecord): { result: NonNullable<JSONValue> } {
  const result = recordsOf(block.content).map(({ title, page_age: pageAge, ...page }) => ({
    ...camelKeys(page),
    ...(typeof title === "string" ? { title } : {}),
    pageAge: (pageAge ?? null) as JSONValue,
  }));
  return { result };
}

function sourcesOf(block: JsonRecord): StreamPart[] {
  return recordsOf(block.content).map(({ url, title, page_age: pageAge }, index) => ({
    type: "source",
    sourceType: "url",
    id: `${textOf(block.tool_use_id) ?? "search"}-${index + 1}`,
    url: textOf(url) ?? "",
    ...(typeof title === "string" ? { title } : {}),
    providerMetadata: { [namespace]: { pageAge: (pageAge ?? null) as JSONValue } },
  }));
}

/** A page that was fetched counts among the documents that later texts cite. */
function noteDocument(content: JsonRecord, { documents }: AnswerContext): void {
  const document = recordOf(content.content);
  const mediaType = textOf(recordOf(document?.source)?.media_type);
  if (!mediaType) return;
  documents.push({ title: textOf(document?.title) ?? textOf(content.url) ?? "", mediaType });
}

function mcpResult(block: JsonRecord, toolCallId: string, context: AnswerContext): StreamPart {
  const { toolName = "mcp", metadata } = context.serverCalls.get(toolCallId) ?? {};
  return {
    type: "tool-result",
    toolCallId,
    toolName,
    isError: block.is_error === true,
    result: (block.content ?? []) as NonNullable<JSONValue>,
    dynamic: true,
    ...(metadata ? { providerMetadata: { [namespace]: metadata } } : {}),
  };
}
