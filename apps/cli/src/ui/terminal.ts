// What is known of the terminal, and what may be shown on it.
import { fstatSync } from "node:fs";

/** Asked of the file system first: making `process.stdout` costs 3 ms, and pipes need none of it. */
export function isTerminal(descriptor: 1 | 2 = 1): boolean {
  if (!fstatSync(descriptor).isCharacterDevice()) return false;
  return (descriptor === 1 ? process.stdout : process.stderr).isTTY === true;
}

/** https://no-color.org (accessed 2026-11-28) */
export function hasColours(descriptor: 1 | 2 = 1): boolean {
  const { NO_COLOR, TERM } = process.env;
  return !NO_COLOR && TERM !== "dumb" && isTerminal(descriptor);
}

/** Some terminals don't know their width, or say 0. */
const columns = (): number => process.stdout.columns || 80;

/** Characters per line of a table; unlimited when the output goes to a file or pipe. */
export function terminalWidth(): number {
  return isTerminal() ? columns() : Number.POSITIVE_INFINITY;
}

/** Characters per line of running text: longer lines than a hundred are hard to read. */
export function textWidth(): number {
  return isTerminal() ? Math.min(columns(), 100) : 80;
}

/** A person can be asked. Questions go to stderr, so that stdout may be a file all the same. */
export function canAsk(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/** Removes control characters other than line breaks and tabs: what others wrote must not drive a terminal. */
export function withoutControls(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, "");
}

/** The same on one line, for text that must not pretend to be the next line of ours. */
export function oneLine(text: string): string {
  return /\p{Cc}/u.test(text) ? withoutControls(text).replace(/[\n\t]+/g, " ") : text;
}
