// The one sentence that a person reads about a failed request: the vendor's own, made short and free of
// keys, or ours where the vendor sent a web page or nothing.
import { redactSecrets } from "@mayros/core";

const LIMIT = 500;

export function errorSentence(
  message: string | undefined,
  body: string,
  status: number | undefined,
): string {
  if (message) return shorten(redactSecrets(message.replace(/\s+/g, " ").trim()));
  const subject = status === undefined ? "The server sent" : `The server answered ${status} with`;
  const trimmed = body.trim();
  if (trimmed === "") return `${subject} an empty body`;
  if (trimmed.startsWith("<")) return `${subject} a web page instead of an error message`;
  return `${subject} an error without a message`;
}

function shorten(text: string): string {
  if (text.length <= LIMIT) return text;
  // Half of a surrogate pair at the cut would be no character.
  return `${text.slice(0, LIMIT - 3).replace(/[\uD800-\uDBFF]$/, "")}...`;
}
