// What is known of the terminal, and what may be shown on it.
import { fstatSync } from "node:fs";

/** Asked of the file system first: making `process.stdout` costs 3 ms, and pipes need none of it. */
export function isTerminal(): boolean {
  return fstatSync(1).isCharacterDevice() && process.stdout.isTTY === true;
}

/** Characters per line; unlimited when the output goes to a file or pipe. */
export function terminalWidth(): number {
  return isTerminal() ? (process.stdout.columns ?? 80) : Number.POSITIVE_INFINITY;
}

/** A person can be asked. */
export function canAsk(): boolean {
  return isTerminal() && process.stdin.isTTY === true;
}

/** Removes control characters other than line breaks and tabs: an answer must not drive a terminal. */
export function withoutControls(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}/gu, "");
}
