// Files of a prompt as parts of this wire: inline, or by an address that the server can read. What it
// cannot carry becomes a note in its place, so that the model knows that something is missing.
// https://ai.google.dev/gemini-api/docs/files (accessed 2026-11-22)
import type { JSONObject } from "@mayros/core";
import type { FileLike } from "../encode/file-like.ts";
import { fullMediaType } from "../encode/media-type.ts";
import { toBase64 } from "../encode/to-base64.ts";
import { recordOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";

export function encodeFile(file: FileLike, context: EncodeContext): JSONObject {
  const found = fileData(file, context) ?? inlineData(file);
  if (found) return { ...found, ...videoMetadata(file, context) };
  return { text: missingNote(file, context) };
}

function missingNote(file: FileLike, { warnings }: EncodeContext): string {
  const what = `${file.mediaType} file`;
  warnings.unsupported(what, "this wire cannot carry it here; a note stands in its place");
  return `[${file.filename ?? what} could not be attached]`;
}

/** Undefined where the file is not at hand. */
export function inlineData({ data, mediaType }: FileLike): JSONObject | undefined {
  if (data.type === "text") {
    const mimeType = isFull(mediaType) ? mediaType : "text/plain";
    return { inlineData: { mimeType, data: toBase64(new TextEncoder().encode(data.text)) } };
  }
  if (data.type === "data") {
    const mimeType = fullMediaType(mediaType, data.data);
    return { inlineData: { mimeType, data: toBase64(data.data) } };
  }
  const inUrl =
    data.type === "url" ? data.url.href.match(/^data:([^;,]+);base64,(.+)$/s) : undefined;
  return inUrl ? { inlineData: { mimeType: inUrl[1] ?? "", data: inUrl[2] ?? "" } } : undefined;
}

function fileData(
  { data, mediaType }: FileLike,
  { options, compat, dialect }: EncodeContext,
): JSONObject | undefined {
  let fileUri: string | undefined;
  // Files are uploaded to the one server, not to Vertex AI.
  if (data.type === "reference" && dialect.uploads && !compat.vertex)
    fileUri = options.pick(data.reference);
  else if (data.type === "url" && data.url.protocol !== "data:") fileUri = addressOf(data);
  return fileUri === undefined
    ? undefined
    : { fileData: { mimeType: fullMediaType(mediaType), fileUri } };
}

/** A URL object changes the case of a bucket's name. */
export function addressOf({ url, originalUrl }: { url: URL; originalUrl?: string }): string {
  return url.protocol === "gs:" ? (originalUrl ?? url.href) : url.href;
}

function isFull(mediaType: string): boolean {
  return /^[^/]+\/[^/*]+$/.test(mediaType);
}

/** Which piece of a video to look at, and how closely. */
function videoMetadata(file: FileLike, { options }: EncodeContext): JSONObject {
  const metadata = recordOf(options.read(file.providerOptions)?.videoMetadata);
  return metadata ? { videoMetadata: metadata as JSONObject } : {};
}
