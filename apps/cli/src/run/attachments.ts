// The files that are sent along with a prompt. Pictures, PDFs and the like are file parts; texts become
// part of the prompt, under their names: every model reads those, whatever its wire format, and some wires
// would drop the name of a text file.
import { basename } from "node:path";
import { type LanguageModelV4FilePart, MayrosError, shellWord } from "@mayros/core";
import { fileKind } from "./media-type.ts";
import { readBytes } from "./read-bytes.ts";

export interface Attachments {
  readonly parts: readonly LanguageModelV4FilePart[];
  /** Of all texts, each between tags with its name. */
  readonly text: string;
}

/** `-` is stdin. Throws MAYROS_USAGE for a file that can't be sent. */
export async function readAttachments(paths: readonly string[]): Promise<Attachments> {
  if (paths.filter((path) => path === "-").length > 1) {
    throw new MayrosError("MAYROS_USAGE", "stdin can be sent once: --file - stands there twice", {
      hint: "mayros run --help",
    });
  }
  const parts: LanguageModelV4FilePart[] = [];
  let text = "";
  for (const path of paths) {
    const data = await readBytes("--file", path);
    const filename = path === "-" ? "stdin" : basename(path);
    const kind = fileKind(data, filename);
    if (kind.kind === "unknown") throw unknownKind(path, kind.named);
    if (kind.kind === "text") text += tagged(filename, kind.text);
    else
      parts.push({
        type: "file",
        mediaType: kind.mediaType,
        data: { type: "data", data },
        filename,
      });
  }
  return { parts, text };
}

function tagged(name: string, text: string): string {
  return `<file name=${JSON.stringify(name)}>\n${text}${text.endsWith("\n") ? "" : "\n"}</file>\n\n`;
}

function unknownKind(path: string, named: string | undefined): MayrosError {
  const message =
    named === undefined
      ? `--file: ${path} is no picture, no PDF and no text in UTF-8`
      : `--file: ${path} is named like ${named}, but is none`;
  return new MayrosError("MAYROS_USAGE", message, { hint: `file ${shellWord(path)}` });
}

/** What a user message says: long things first, the question last. */
export function withAttachments(
  prompt: string,
  { parts, text }: Attachments,
): (LanguageModelV4FilePart | { type: "text"; text: string })[] {
  return [...parts, { type: "text", text: `${text}${prompt}` }];
}
