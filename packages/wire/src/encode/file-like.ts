// A file as encoders see it, of a message or of a tool's result, and what stands in its place where a wire cannot
// carry it: the model has to know that something is missing, and no message may end up empty.
import type { LanguageModelV4FilePart } from "@mayros/core";
import type { Warnings } from "./create-warnings.ts";

export type FileLike = Pick<
  LanguageModelV4FilePart,
  "data" | "mediaType" | "filename" | "providerOptions"
>;

export function missingNote({ filename, mediaType }: FileLike, warnings: Warnings): string {
  const what = `${mediaType} file`;
  warnings.unsupported(what, "this wire cannot carry it; a note stands in its place");
  return `[${filename ?? what} could not be attached]`;
}
