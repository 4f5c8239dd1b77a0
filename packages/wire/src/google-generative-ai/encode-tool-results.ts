// The answers of tools, as function responses. Newer models take files within a response, older ones
// after all responses.
// https://ai.google.dev/gemini-api/docs/function-calling (accessed 2026-11-22)
import type {
  JSONObject,
  JSONValue,
  LanguageModelV4Message,
  LanguageModelV4ToolResultPart,
} from "@mayros/core";
import { topLevelType } from "../encode/media-type.ts";
import { isToolError, type ToolOutputPart, toolOutputText } from "../encode/tool-output.ts";
import { recordOf } from "../json-shapes.ts";
import { type EncodeContext, idField, signatureOf } from "./encode-context.ts";
import { inlineData, missingNote } from "./encode-files.ts";
import { encodeServerResult, serverTool } from "./encode-server-tools.ts";

type ToolMessage = Extract<LanguageModelV4Message, { role: "tool" }>;
type Output = LanguageModelV4ToolResultPart["output"];

/** `inModel`: results of the server's own tools, which stand in the model's turn. */
export interface EncodedResults {
  readonly inModel: JSONObject[];
  readonly results: JSONObject[];
}

export function encodeToolResults(message: ToolMessage, context: EncodeContext): EncodedResults {
  const inModel: JSONObject[] = [];
  const responses: JSONObject[] = [];
  const after: JSONObject[] = [];
  for (const part of message.content) {
    if (part.type === "tool-approval-response") {
      const details = "no tool that needs it is offered";
      context.warnings.unsupported("tool-approval-response part", details);
    } else if (serverTool(part, context)) {
      const encoded = encodeServerResult(part, context);
      const signature = signatureOf(part.providerOptions, context);
      if (encoded)
        inModel.push({ ...encoded, ...(signature ? { thoughtSignature: signature } : {}) });
    } else responses.push(encodeResult(part, context, after));
  }
  return { inModel, results: [...responses, ...after] };
}

function encodeResult(
  { toolCallId, toolName: name, output }: LanguageModelV4ToolResultPart,
  context: EncodeContext,
  after: JSONObject[],
): JSONObject {
  const id = idField(toolCallId, context);
  if (output.type !== "content") {
    const value = isToolError(output) ? { error: resultOf(output) } : { content: resultOf(output) };
    return { functionResponse: { ...id, name, response: { name, ...value } } };
  }
  const { texts, files } = encodePieces(output.value, context);
  const within = context.compat.supportsFunctionResponseParts;
  if (!within) {
    for (const { part, kind } of files) {
      const said = `Tool executed successfully and returned this ${kind} as a response`;
      after.push(part, { text: said });
    }
  }
  const content = texts.length > 0 ? texts.join("\n") : "Tool executed successfully.";
  const parts = within && files.length > 0 ? { parts: files.map(({ part }) => part) } : {};
  return { functionResponse: { ...id, name, response: { name, content }, ...parts } };
}

function encodePieces(
  pieces: readonly ToolOutputPart[],
  context: EncodeContext,
): { texts: string[]; files: { part: JSONObject; kind: string }[] } {
  const texts: string[] = [];
  const files: { part: JSONObject; kind: string }[] = [];
  for (const piece of pieces) {
    if (piece.type === "text") texts.push(piece.text);
    else if (piece.type === "file") {
      const part = inlineData(piece);
      const kind = topLevelType(piece.mediaType) === "image" ? "image" : "file";
      if (part) files.push({ part, kind });
      else texts.push(missingNote(piece, context));
    } else {
      const details = "only its own provider can read it";
      context.warnings.unsupported("custom tool result", details);
    }
  }
  return { texts, files };
}

/** JSON stays JSON, but for `$ref`, which here means a file of the response. */
function resultOf(output: Exclude<Output, { type: "content" }>): JSONValue {
  const isJson = output.type === "json" || output.type === "error-json";
  return isJson && !hasReference(output.value) ? output.value : toolOutputText(output);
}

function hasReference(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasReference);
  const entries = Object.entries(recordOf(value) ?? {});
  return entries.some(([key, nested]) => key === "$ref" || hasReference(nested));
}
