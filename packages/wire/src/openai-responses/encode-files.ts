// Files as content parts of this wire, in messages of the user and in results of tools.
// https://platform.openai.com/docs/api-reference/responses/create (accessed 2026-11-22)
import type { JSONObject } from "@mayros/core";
import { type FileLike, missingNote } from "../encode/file-like.ts";
import { fullMediaType, topLevelType } from "../encode/media-type.ts";
import { textFromData, toBase64 } from "../encode/to-base64.ts";
import { breakpointOf, type EncodeContext } from "./encode-context.ts";

/** A file in a message of the user; `index` is its place there. */
export function encodeFile(file: FileLike, index: number, context: EncodeContext): JSONObject {
  const isPdf = fullMediaTypeOf(file) === "application/pdf";
  return encode(file, context, {
    unnamed: isPdf ? `part-${index}.pdf` : `part-${index}`,
    asFile: isPdf || context.options.values.passThroughUnsupportedFiles === true,
  });
}

/** A file that a tool made. */
export function encodeResultFile(file: FileLike, context: EncodeContext): JSONObject {
  const top = topLevelType(file.mediaType);
  return encode(file, context, { unnamed: "data", asFile: top !== "audio" && top !== "video" });
}

interface Way {
  /** What a file without a name is called; the server wants one. */
  readonly unnamed: string;
  /** Whether bytes that are no picture may go as a file. */
  readonly asFile: boolean;
}

function encode(file: FileLike, context: EncodeContext, way: Way): JSONObject {
  const mark = breakpointOf(file.providerOptions, context);
  const encoded = fileContent(file, context, way);
  if (encoded) return { ...encoded, ...mark };
  return { type: "input_text", text: missingNote(file, context.warnings), ...mark };
}

function fileContent(
  file: FileLike,
  context: EncodeContext,
  { unnamed, asFile }: Way,
): JSONObject | undefined {
  const { data } = file;
  const isImage = topLevelType(file.mediaType) === "image";
  const detail = isImage ? detailOf(file, context) : {};
  switch (data.type) {
    case "text":
      return { type: "input_text", text: data.text };
    case "reference": {
      const id = context.reader.pick(data.reference);
      if (id === undefined) return undefined;
      return { type: isImage ? "input_image" : "input_file", file_id: id, ...detail };
    }
    case "url": {
      const url = data.originalUrl ?? data.url.href;
      if (isImage) return { type: "input_image", image_url: url, ...detail };
      return { type: "input_file", file_url: url };
    }
    case "data": {
      const address = (): string => `data:${fullMediaTypeOf(file)};base64,${toBase64(data.data)}`;
      if (isImage) return { type: "input_image", image_url: address(), ...detail };
      if (asFile) {
        return { type: "input_file", filename: file.filename ?? unnamed, file_data: address() };
      }
      const isText = topLevelType(file.mediaType) === "text";
      return isText ? { type: "input_text", text: textFromData(data.data) } : undefined;
    }
  }
}

function fullMediaTypeOf({ mediaType, data }: FileLike): string {
  return fullMediaType(mediaType, data.type === "data" ? data.data : undefined);
}

function detailOf(file: FileLike, { reader }: EncodeContext): JSONObject {
  const detail = reader.read(file.providerOptions)?.imageDetail;
  return detail === undefined ? {} : { detail };
}
