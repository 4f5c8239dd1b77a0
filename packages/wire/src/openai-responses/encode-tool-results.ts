// The answers of tools: those of the caller, and what the server's own tools found earlier.
// https://platform.openai.com/docs/guides/function-calling (accessed 2026-11-22)
import type {
  JSONObject,
  LanguageModelV4Message,
  LanguageModelV4ToolResultOutput,
  LanguageModelV4ToolResultPart,
} from "@mayros/core";
import { toolOutputText } from "../encode/tool-output.ts";
import { recordOf, textOf } from "../json-shapes.ts";
import { breakpointOf, type EncodeContext } from "./encode-context.ts";
import { encodeFile } from "./encode-files.ts";
import { callerOf } from "./tool-caller.ts";

type ToolMessage = Extract<LanguageModelV4Message, { role: "tool" }>;

/** `approved` holds the approvals that were told already. */
export function encodeToolMessage(
  message: ToolMessage,
  approved: Set<string>,
  context: EncodeContext,
): JSONObject[] {
  const { options } = context;
  return message.content.flatMap((part): JSONObject[] => {
    if (part.type === "tool-result") return [encodeResult(part, context)];
    const { approvalId: id, approved: approve } = part;
    if (approved.has(id)) return [];
    approved.add(id);
    const refers = options.stored && !options.hasConversation && !options.hasPrevious;
    return [
      ...(refers ? [{ type: "item_reference", id }] : []),
      { type: "mcp_approval_response", approval_request_id: id, approve },
    ];
  });
}

function encodeResult(part: LanguageModelV4ToolResultPart, context: EncodeContext): JSONObject {
  const custom = context.customTools.has(part.toolName);
  return {
    type: custom ? "custom_tool_call_output" : "function_call_output",
    call_id: part.toolCallId,
    output: outputOf(part, context),
    ...(custom ? {} : callerOf(context.reader.read(part.providerOptions)?.caller)),
  };
}

function outputOf(
  part: LanguageModelV4ToolResultPart,
  context: EncodeContext,
): string | JSONObject[] {
  const { output } = part;
  if (output.type === "content") return contentOf(output, context);
  const text = textOfOutput(output);
  const ofOutput = breakpointOf(output.providerOptions, context);
  const mark =
    Object.keys(ofOutput).length > 0 ? ofOutput : breakpointOf(part.providerOptions, context);
  return Object.keys(mark).length > 0 ? [{ type: "input_text", text, ...mark }] : text;
}

/** The wire has no mark for a failure, so the text says it. */
function textOfOutput(
  output: Exclude<LanguageModelV4ToolResultOutput, { type: "content" }>,
): string {
  const failed = output.type === "error-text" || output.type === "error-json";
  return failed ? JSON.stringify({ error: output.value }) : toolOutputText(output);
}

function contentOf(
  output: Extract<LanguageModelV4ToolResultOutput, { type: "content" }>,
  context: EncodeContext,
): JSONObject[] {
  return output.value.flatMap((piece): JSONObject[] => {
    switch (piece.type) {
      case "text": {
        const mark = breakpointOf(piece.providerOptions, context);
        return [{ type: "input_text", text: piece.text, ...mark }];
      }
      case "file":
        return [encodeFile(piece, "data", context)];
      default:
        context.warnings.unsupported("custom tool result", "only its own provider can read it");
        return [];
    }
  });
}

/** What a tool of the server's own found: by its id where the server keeps it, else if it can be said again. */
export function encodeHostedResult(
  part: LanguageModelV4ToolResultPart,
  context: EncodeContext,
): JSONObject[] {
  const { output } = part;
  const value = output.type === "json" ? recordOf(output.value) : undefined;
  if (output.type === "execution-denied" || value?.type === "execution-denied") return [];
  const id = textOf(context.reader.read(part.providerOptions)?.itemId) ?? part.toolCallId;
  if (context.options.stored) return [{ type: "item_reference", id }];
  const action = part.toolName.startsWith("web_search") ? webSearchAction(value) : undefined;
  if (action) return [{ type: "web_search_call", id, status: "completed", action }];
  context.warnings.unsupported(
    `result of ${part.toolName}`,
    "the server takes it back only if it keeps the answer (store)",
  );
  return [];
}

function webSearchAction(value: ReturnType<typeof recordOf>): JSONObject | undefined {
  const { type, query, queries, url, pattern } = (recordOf(value?.action) ?? {}) as JSONObject;
  const sources = (value?.sources ?? undefined) as JSONObject[] | undefined;
  const given = (fields: JSONObject): JSONObject =>
    Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== undefined));
  switch (type) {
    case "search":
      return given({ type, query, queries, sources });
    case "openPage":
      return given({ type: "open_page", url });
    case "findInPage":
      return given({ type: "find_in_page", url, pattern });
    default:
      return undefined;
  }
}
