// Which of an answer's texts is the answer: models that comment on what they do say so of each text
// (`phase`), and only the last final answer holds the JSON that a caller asked for.
// https://platform.openai.com/docs/guides/reasoning (accessed 2026-11-28)
import type { CallOptions, JSONObject, LanguageModelV4Content } from "@mayros/core";

/** Undefined where nothing was asked for in JSON, or where the model says of no text what it is. */
export function finalAnswerOf(
  content: readonly LanguageModelV4Content[],
  { responseFormat }: CallOptions,
): string | undefined {
  if (responseFormat?.type !== "json") return undefined;
  let last: { readonly item: unknown; readonly text: string } | undefined;
  for (const part of content) {
    const said = part.type === "text" ? saidOf(part.providerMetadata) : undefined;
    if (part.type !== "text" || said?.phase !== "final_answer") continue;
    // A message may come in pieces.
    const before = last !== undefined && last.item === said.itemId ? last.text : "";
    last = { item: said.itemId, text: before + part.text };
  }
  return last?.text;
}

/** What the wire says of a text, whatever its key. */
function saidOf(
  metadata: Readonly<Record<string, JSONObject>> | undefined,
): JSONObject | undefined {
  return Object.values(metadata ?? {}).find((own) => own.phase !== undefined);
}
