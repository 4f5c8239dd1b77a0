// The documents of a prompt that an answer may cite: citations count them.
// https://docs.claude.com/en/docs/build-with-claude/citations (accessed 2026-11-28)
import type { CallOptions } from "@mayros/core";
import { recordOf } from "../json-shapes.ts";
import { namespace } from "./namespace.ts";

export interface CitedDocument {
  readonly title: string;
  readonly filename?: string;
  readonly mediaType: string;
}

const citable: ReadonlySet<string> = new Set(["application/pdf", "text/plain"]);

export function citedDocuments(prompt: CallOptions["prompt"]): CitedDocument[] {
  return prompt.flatMap((message) => {
    if (message.role !== "user") return [];
    return message.content.flatMap((part) => {
      if (part.type !== "file" || !citable.has(part.mediaType)) return [];
      if (!recordOf(part.providerOptions?.[namespace]?.citations)?.enabled) return [];
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
