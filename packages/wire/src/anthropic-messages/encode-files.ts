// Files of a prompt as content blocks of this wire: pictures, PDFs and texts.
// https://docs.claude.com/en/api/messages (accessed 2026-11-22)
import type { JSONObject } from "@mayros/core";
import { type FileLike, missingNote } from "../encode/file-like.ts";
import { fullMediaType, topLevelType } from "../encode/media-type.ts";
import { textFromData, toBase64 } from "../encode/to-base64.ts";
import { recordOf } from "../json-shapes.ts";
import type { EncodeContext } from "./encode-context.ts";

export function encodeFile(file: FileLike, context: EncodeContext): JSONObject {
  const source = sourceOf(file, context);
  const own = context.options.read(file.providerOptions);
  if (source?.type === "file" && own?.containerUpload === true) {
    return { type: "container_upload", file_id: source.file_id };
  }
  if (!source) return { type: "text", text: missingNote(file, context.warnings) };
  const isText = source.type === "text";
  if (topLevelType(file.mediaType) === "image" && !isText) return { type: "image", source };
  return { type: "document", source, ...documentDetails(file, own) };
}

function sourceOf(file: FileLike, context: EncodeContext): JSONObject | undefined {
  const { data, mediaType } = file;
  const top = topLevelType(mediaType);
  if (data.type === "text") return { type: "text", media_type: "text/plain", data: data.text };
  if (data.type === "reference") return referenceSource(data.reference, context);
  const bytes = data.type === "data" ? data.data : undefined;
  const full = fullMediaType(mediaType, bytes);
  if (top !== "image" && top !== "text" && full !== "application/pdf") return undefined;
  // https://docs.claude.com/en/docs/build-with-claude/pdf-support (accessed 2026-11-28)
  if (full === "application/pdf") context.betas.add("pdfs-2024-09-25");
  if (data.type === "url") {
    // A text has no source of type url.
    if (top === "text") return undefined;
    return { type: "url", url: data.originalUrl ?? data.url.href };
  }
  if (top === "text")
    return { type: "text", media_type: "text/plain", data: textFromData(data.data) };
  return { type: "base64", media_type: full, data: toBase64(data.data) };
}

function referenceSource(
  reference: Readonly<Record<string, string>>,
  context: EncodeContext,
): JSONObject | undefined {
  const id = context.options.pick(reference);
  if (id === undefined) return undefined;
  // https://docs.claude.com/en/docs/build-with-claude/files (accessed 2026-11-22)
  context.betas.add("files-api-2025-04-14");
  return { type: "file", file_id: id };
}

function documentDetails(file: FileLike, details: JSONObject | undefined): JSONObject {
  const title = details?.title ?? file.filename;
  return {
    ...(title ? { title } : {}),
    ...(details?.context ? { context: details.context } : {}),
    ...(recordOf(details?.citations)?.enabled === true ? { citations: { enabled: true } } : {}),
  };
}
