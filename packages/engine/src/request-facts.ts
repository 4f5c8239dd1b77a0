// What vendors that bill by the kind of a request want to know of it. Pure.
import type { CallOptions, OutgoingRequest } from "@mayros/core";

export function chatFacts(
  prompt: CallOptions["prompt"],
  stream: boolean,
): OutgoingRequest["facts"] {
  const role = prompt.at(-1)?.role;
  return {
    // A model that goes on after its own words or a tool's was not asked by a person just now.
    initiator: role === "assistant" || role === "tool" ? "agent" : "user",
    hasImage: prompt.some(({ content }) => typeof content !== "string" && content.some(isImage)),
    stream,
  };
}

/** Of a question with one answer, such as embeddings. */
export const wholeFacts: OutgoingRequest["facts"] = {
  initiator: "user",
  hasImage: false,
  stream: false,
};

type Part = Exclude<CallOptions["prompt"][number]["content"], string>[number];

/** Also one that a tool gave. */
function isImage(part: Part): boolean {
  if (part.type === "file") return isImageType(part.mediaType);
  if (part.type !== "tool-result" || part.output.type !== "content") return false;
  return part.output.value.some((piece) => piece.type === "file" && isImageType(piece.mediaType));
}

const isImageType = (mediaType: string): boolean => /^image(\/|$)/i.test(mediaType);
