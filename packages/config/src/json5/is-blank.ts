// Tells a file in which nobody has written anything yet: it counts as an empty config.
import { scanToken } from "./scan-token.ts";

/** Holds nothing but white space and comments. */
export function isBlank(text: string): boolean {
  try {
    let token = scanToken(text, 0);
    while (token.kind === "comment") token = scanToken(text, token.end);
    return token.kind === "end";
  } catch {
    return false;
  }
}
