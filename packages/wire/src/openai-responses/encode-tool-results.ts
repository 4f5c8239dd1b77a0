// The answers of the caller's tools.
// https://platform.openai.com/docs/guides/function-calling (accessed 2026-11-22)
import type {
  JSONObject,
  LanguageModelV4Message,
  LanguageModelV4ToolResultOutput,
  LanguageModelV4ToolResultPart,
} from "@mayros/core";
import { toolOutputText } from "../encode/tool-output.ts";
import { listOf, recordOf, textOf } from "../json-shapes.ts";
import { callersResultEncoders } from "./callers-result-encoders.ts";
import { breakpointOf, type EncodeContext } from "./encode-context.ts";
import { encodeResultFile } from "./encode-files.ts";
import type { ParallelCalls } from "./encode-parallel-calls.ts";
import { encodeCaller } from "./tool-caller.ts";

type ToolMessage = Extract<LanguageModelV4Message, { role: "tool" }>;
type ApprovalPart = Extract<ToolMessage["content"][number], { type: "tool-approval-response" }>;

interface ToolMessageState {
  /** Approvals that were told already. */
  readonly approved: Set<string>;
  readonly parallel: ParallelCalls;
}

export function encodeToolMessage(
  message: ToolMessage,
  { approved, parallel }: ToolMessageState,
  context: EncodeContext,
): JSONObject[] {
  return message.content.flatMap((part): JSONObject[] => {
    if (part.type === "tool-approval-response") return encodeApproval(part, approved, context);
    // The answer to the request for approval says it.
    if (part.output.type === "execution-denied" && approvalIdOf(part, context)) return [];
    const ofGroup = parallel.encodeResult(part, (each) => resultOutput(each, context));
    const items = ofGroup ?? [encodeResult(part, context)];
    return [...items, ...additionalTools(part.providerOptions, context)];
  });
}

function encodeApproval(
  { approvalId: id, approved: approve }: ApprovalPart,
  told: Set<string>,
  { options }: EncodeContext,
): JSONObject[] {
  if (told.has(id)) return [];
  told.add(id);
  const refers = options.stored && !options.hasConversation && !options.hasPrevious;
  return [
    ...(refers ? [{ type: "item_reference", id }] : []),
    { type: "mcp_approval_response", approval_request_id: id, approve },
  ];
}

function approvalIdOf({ output }: LanguageModelV4ToolResultPart, { reader }: EncodeContext) {
  return output.type === "content"
    ? undefined
    : textOf(reader.read(output.providerOptions)?.approvalId);
}

function encodeResult(part: LanguageModelV4ToolResultPart, context: EncodeContext): JSONObject {
  const { names, reader } = context;
  const { toolCallId: callId, output } = part;
  const type = names.typeOf(part.toolName);
  const encode = names.offers(type) ? callersResultEncoders.get(type) : undefined;
  const value = output.type === "json" ? recordOf(output.value) : undefined;
  if (encode && value) return encode(value, callId);
  const custom = names.takesText(part.toolName);
  return {
    type: custom ? "custom_tool_call_output" : "function_call_output",
    call_id: callId,
    output: resultOutput(part, context),
    ...(custom ? {} : encodeCaller(reader.read(part.providerOptions))),
  };
}

/** Tools that the conversation loads at this place. */
export function additionalTools(
  options: LanguageModelV4ToolResultPart["providerOptions"],
  { reader }: EncodeContext,
): JSONObject[] {
  const tools = listOf(reader.read(options)?.additionalTools) as JSONObject[];
  return tools.length > 0 ? [{ type: "additional_tools", role: "developer", tools }] : [];
}

function resultOutput(
  part: LanguageModelV4ToolResultPart,
  context: EncodeContext,
): string | JSONObject[] {
  const { output } = part;
  if (output.type === "content") return contentOf(output, context);
  const text = textOfOutput(output, context.promiseJson.has(part.toolName));
  const ofOutput = breakpointOf(output.providerOptions, context);
  const mark =
    Object.keys(ofOutput).length > 0 ? ofOutput : breakpointOf(part.providerOptions, context);
  return Object.keys(mark).length > 0 ? [{ type: "input_text", text, ...mark }] : text;
}

/** The wire has no mark for a failure, so the text says it. */
function textOfOutput(
  output: Exclude<LanguageModelV4ToolResultOutput, { type: "content" }>,
  asJson: boolean,
): string {
  const failed = output.type === "error-text" || output.type === "error-json";
  if (failed) return JSON.stringify({ error: output.value });
  const text = toolOutputText(output);
  return asJson && output.type !== "json" ? JSON.stringify(text) : text;
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
        return [encodeResultFile(piece, context)];
      default:
        context.warnings.other(
          "a custom result of a tool is left out: only its provider can read it",
        );
        return [];
    }
  });
}
