// Files of a prompt as content parts of this wire. What it cannot carry becomes a note in its place, so
// that the model knows that something is missing and no message ends up empty.
// https://platform.openai.com/docs/api-reference/chat/create (accessed 2026-11-22)
import type { JSONObject } from "@mayros/core";
import { type FileLike, missingNote } from "../encode/file-like.ts";
import { fullMediaType, topLevelType } from "../encode/media-type.ts";
import { textFromData, toBase64 } from "../encode/to-base64.ts";
import type { EncodeContext } from "./encode-context.ts";

export function encodeFile(file: FileLike, context: EncodeContext): JSONObject {
  const encoded = fileContent(file, context);
  return encoded ?? { type: "text", text: missingNote(file, context.warnings) };
}

function fileContent(file: FileLike, context: EncodeContext): JSONObject | undefined {
  const { data } = file;
  if (data.type === "text") return { type: "text", text: data.text };
  if (data.type === "reference") {
    const id = context.options.pick(data.reference);
    return id === undefined ? undefined : { type: "file", file: { file_id: id } };
  }
  switch (topLevelType(file.mediaType)) {
    case "image":
      return { type: "image_url", image_url: { url: urlOf(file), ...detailOf(file, context) } };
    case "video":
      return { type: "video_url", video_url: { url: urlOf(file) } };
    case "audio":
      return audioContent(file);
    case "application":
      return pdfContent(file);
    case "text":
      return data.type === "data" ? { type: "text", text: textFromData(data.data) } : undefined;
    default:
      return undefined;
  }
}

/** The file's address, or the file itself as one. */
function urlOf({ data, mediaType }: FileLike): string {
  if (data.type === "url") return data.originalUrl ?? data.url.href;
  if (data.type !== "data") return "";
  return `data:${fullMediaType(mediaType, data.data)};base64,${toBase64(data.data)}`;
}

function detailOf(file: FileLike, { options }: EncodeContext): JSONObject {
  const detail = options.read(file.providerOptions)?.imageDetail;
  return detail === undefined ? {} : { detail };
}

const audioFormats: ReadonlyMap<string, string> = new Map([
  ["audio/wav", "wav"],
  ["audio/x-wav", "wav"],
  ["audio/mp3", "mp3"],
  ["audio/mpeg", "mp3"],
]);

function audioContent({ data, mediaType }: FileLike): JSONObject | undefined {
  if (data.type !== "data") return undefined;
  const format = audioFormats.get(fullMediaType(mediaType, data.data));
  return format === undefined
    ? undefined
    : { type: "input_audio", input_audio: { data: toBase64(data.data), format } };
}

function pdfContent(file: FileLike): JSONObject | undefined {
  const { data, mediaType, filename = "document.pdf" } = file;
  if (data.type !== "data") return undefined;
  if (fullMediaType(mediaType, data.data) !== "application/pdf") return undefined;
  return { type: "file", file: { filename, file_data: urlOf(file) } };
}
