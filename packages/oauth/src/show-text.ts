// What a server says is shown to a person, so it may neither move the cursor nor fill the screen, nor repeat a
// secret that it was sent. Pure.
import { redactSecrets } from "@mayros/core";

/** One line of at most 300 characters, without control and direction characters. */
export function showText(text: string, secrets: Iterable<string | undefined> = []): string {
  const known = [...secrets].filter((secret) => secret !== undefined);
  const line = redactSecrets(text, known)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
  return line.length > 300 ? `${line.slice(0, 299).toWellFormed()}…` : line;
}
