// The documents of a prompt that an answer may cite: citations count them.
// https://docs.claude.com/en/docs/build-with-claude/citations (accessed 2026-11-28)
import type { CallOptions } from "@mayros/core";
import { topLevelType } from "../encode/media-type.ts";
import type { OptionsReader } from "../encode/read-provider-options.ts";
import { recordOf } from "../json-shapes.ts";

export interface CitedDocument {
  readonly title: string;
  readonly filename?: string;
  readonly mediaType: string;
}

export function citedDocuments(
  prompt: CallOptions["prompt"],
  options: OptionsReader,
): CitedDocument[] {
  return prompt.flatMap((message) => {
    if (message.role !== "user") return [];
    return message.content.flatMap((part) => {
      if (part.type !== "file" || topLevelType(part.mediaType) === "image") return [];
      if (!recordOf(options.read(part.providerOptions)?.citations)?.enabled) return [];
      const { filename, mediaType } = part;
      return [
        {
          title: filename ?? "Untitled Document",
          ...(filename === undefined ? {} : { filename }),
          mediaType,
        },
      ];
    });
  });
}
