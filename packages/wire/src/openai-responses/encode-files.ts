// Files as content parts of this wire. What it cannot carry becomes a note in its place, so that the
// model knows that something is missing and no message ends up empty.
// https://platform.openai.com/docs/api-reference/responses/create (accessed 2026-11-22)
import type { JSONObject, LanguageModelV4FilePart } from "@mayros/core";
import { fullMediaType, topLevelType } from "../encode/media-type.ts";
import { textFromData, toBase64 } from "../encode/to-base64.ts";
import { breakpointOf, type EncodeContext } from "./encode-context.ts";

type FileLike = Pick<
  LanguageModelV4FilePart,
  "data" | "mediaType" | "filename" | "providerOptions"
>;

/** `unnamed` is what a file without a name is called; the server wants one. */
export function encodeFile(file: FileLike, unnamed: string, context: EncodeContext): JSONObject {
  const mark = breakpointOf(file.providerOptions, context);
  const encoded = fileContent(file, unnamed, context);
  if (encoded) return { ...encoded, ...mark };
  const what = `${file.mediaType} file`;
  context.warnings.unsupported(what, "this wire cannot carry it; a note stands in its place");
  return { type: "input_text", text: `[${file.filename ?? what} could not be attached]`, ...mark };
}

function fileContent(
  file: FileLike,
  unnamed: string,
  context: EncodeContext,
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
      const mediaType = fullMediaType(file.mediaType, data.data);
      const address = (): string => `data:${mediaType};base64,${toBase64(data.data)}`;
      if (isImage) return { type: "input_image", image_url: address(), ...detail };
      const isPdf = mediaType === "application/pdf";
      if (isPdf || context.options.values.passThroughUnsupportedFiles === true) {
        const filename = file.filename ?? (isPdf ? `${unnamed}.pdf` : unnamed);
        return { type: "input_file", filename, file_data: address() };
      }
      const isText = topLevelType(mediaType) === "text";
      return isText ? { type: "input_text", text: textFromData(data.data) } : undefined;
    }
  }
}

function detailOf(file: FileLike, { reader }: EncodeContext): JSONObject {
  const detail = reader.read(file.providerOptions)?.imageDetail;
  return detail === undefined ? {} : { detail };
}
