// What `config set` and `config unset` say beside the change itself.
import type { ConfigIssue } from "@mayros/sdk";
import { oneLine } from "./terminal.ts";
import { writeError } from "./write-output.ts";

const LONGEST = 60;

/** A value on one line, cut where it is long. */
export function shortValue(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
}

export function printConfigWarnings(file: string, warnings: readonly ConfigIssue[]): void {
  for (const issue of warnings) {
    const place = `${issue.file ?? file}:${issue.line}:${issue.column}`;
    const where = issue.path === "" ? "" : `${issue.path}: `;
    writeError(`warning: ${oneLine(`${place}: ${where}${issue.message}`)}\n`);
  }
}
