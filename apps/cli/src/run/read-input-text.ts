// The text on stdin. What is no text at all is refused before it is paid for; one odd byte in a long log or
// diff is no reason to.
import { MayrosError } from "@mayros/core";
import { writeError } from "../ui/write-output.ts";
import { decodeText, fileKind } from "./media-type.ts";
import { LIMIT_MB, readWithinLimit } from "./read-bytes.ts";

/** Throws MAYROS_USAGE for pictures, programs and the like, and for more than may be sent. */
export async function readInputText(): Promise<string> {
  const bytes = await readWithinLimit(process.stdin);
  if (bytes === undefined) {
    throw new MayrosError("MAYROS_USAGE", `the prompt on stdin is larger than ${LIMIT_MB} MB`, {
      hint: "send a part of it",
    });
  }
  const text = decodeText(bytes);
  if (text !== undefined) return text;
  if (bytes.includes(0) || fileKind(bytes, "").kind === "media") {
    throw new MayrosError("MAYROS_USAGE", "the prompt on stdin is no text", {
      hint: 'mayros run --file - "what is it?"',
    });
  }
  writeError("warning: not all of stdin is UTF-8; \uFFFD stands for what is not\n");
  return new TextDecoder().decode(bytes);
}
