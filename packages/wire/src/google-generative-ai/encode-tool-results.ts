// The answers of tools, as function responses. Newer models take files within a response, older ones
// after all responses.
// https://ai.google.dev/gemini-api/docs/function-calling (accessed 2026-11-22)
import type {
  JSONObject,
  JSONValue,
  LanguageModelV4Message,
  LanguageModelV4ToolResultPart,
} from "@mayros/core";
import type { FileLike } from "../encode/file-like.ts";
import { topLevelType } from "../encode/media-type.ts";
import { isToolError, type ToolOutputPart, toolOutputText } from "../encode/tool-output.ts";
import { recordOf } from "../json-shapes.ts";
import { type EncodeContext, idField, signatureOf } from "./encode-context.ts";
import { addressOf, inlineData } from "./encode-files.ts";
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
  const within = context.compat.generation === 3;
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
    const part = piece.type === "file" ? encodeResponseFile(piece, context) : undefined;
    if (piece.type === "text") texts.push(piece.text);
    else if (piece.type === "file" && part) {
      const kind = topLevelType(piece.mediaType) === "image" ? "image" : "file";
      files.push({ part, kind });
    } else {
      const details = "a tool's result can hold no such thing: its description is sent as text";
      context.warnings.converted(`${piece.type} in a tool result`, details);
      texts.push(JSON.stringify(piece));
    }
  }
  return { texts, files };
}

/** https://docs.cloud.google.com/vertex-ai/generative-ai/docs/multimodal/function-calling (accessed 2026-11-28) */
const readFromBuckets = /^(?:image\/(?:png|jpeg|webp)|application\/pdf|text\/plain)$/;

function encodeResponseFile(file: FileLike, { compat }: EncodeContext): JSONObject | undefined {
  const { data, mediaType } = file;
  if (data.type !== "url") return data.type === "data" ? inlineData(file) : undefined;
  const inBucket = compat.vertex && compat.generation === 3 && data.url.protocol === "gs:";
  return inBucket && readFromBuckets.test(mediaType)
    ? { fileData: { mimeType: mediaType, fileUri: addressOf(data) } }
    : inlineData(file);
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
