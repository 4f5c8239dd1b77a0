// Candidates as the scripts read them: one per line, the description after a tab. Names come from plugins
// and config files of any origin, so what could drive a terminal is removed, and a name that could not
// be typed on one line is left out. Pure.
import type { Candidate } from "./complete-words.ts";

/** Control, format (invisible, direction-changing), line and paragraph characters. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
const LONGEST_DESCRIPTION = 80;

export function formatCandidates(candidates: readonly Candidate[], described: boolean): string {
  const lines = new Map<string, string>();
  for (const { text, about } of candidates) {
    if (text === "" || text.search(UNPRINTABLE) >= 0 || lines.has(text)) continue;
    lines.set(text, described && about ? `${text}\t${shorten(about)}` : text);
  }
  return [...lines.values()].map((line) => `${line}\n`).join("");
}

function shorten(about: string): string {
  const text = about.replace(UNPRINTABLE, " ").trim();
  return text.length > LONGEST_DESCRIPTION ? `${text.slice(0, LONGEST_DESCRIPTION - 1)}…` : text;
}
