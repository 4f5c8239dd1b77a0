// Prints an answer for a person: its text as it comes, at a terminal also the reasoning before it, and in
// the end, on stderr, what they would wonder about.
import { formatModelRef, type StreamPart } from "@mayros/core";
import type { RunOpening } from "@mayros/sdk";
import { hasColours, isTerminal } from "../ui/terminal.ts";
import { writeContent, writeError, writeFaint, writeOutput } from "../ui/write-output.ts";
import type { Answer } from "./answer.ts";
import { describeSource } from "./describe-source.ts";
import type { Printer } from "./printer.ts";
import {
  describeFiles,
  describeSources,
  describeSpending,
  describeWarning,
  warningOf,
} from "./remarks.ts";

type Kind = "reasoning" | "text";

interface TextOptions {
  readonly verbose?: boolean;
  /** Where files are saved; that is said then. */
  readonly output?: string;
}

export class TextPrinter implements Printer {
  readonly #answer: Answer;
  readonly #options: TextOptions;
  readonly #terminal = isTerminal();
  /** What stands above the cursor. */
  #kind: Kind | undefined;
  #lineEnded = true;

  constructor(answer: Answer, options: TextOptions) {
    this.#answer = answer;
    this.#options = options;
  }

  add(part: StreamPart): void {
    switch (part.type) {
      case "stream-start":
        for (const warning of part.warnings) writeError(`warning: ${describeWarning(warning)}\n`);
        break;
      case "text-delta":
        this.#write("text", part.delta, writeContent);
        break;
      case "reasoning-start":
        // Summaries come in several pieces.
        if (this.#kind === "reasoning") this.#leaveBlank();
        break;
      case "reasoning-delta":
        if (this.#terminal) this.#write("reasoning", part.delta, writeFaint);
        break;
    }
  }

  #write(kind: Kind, delta: string, write: (text: string) => void): void {
    if (delta === "") return;
    if (this.#kind !== kind) this.#begin(kind);
    write(delta);
    this.#lineEnded = delta.endsWith("\n");
  }

  /** Reasoning and text must not be taken for each other: where nothing can be faint, headings tell them apart. */
  #begin(kind: Kind): void {
    const first = this.#kind === undefined;
    if (!first) this.#leaveBlank();
    this.#kind = kind;
    if (!this.#terminal || hasColours() || (first && kind === "text")) return;
    writeOutput(kind === "text" ? "[answer]\n" : "[reasoning]\n");
  }

  #leaveBlank(): void {
    this.breakOff();
    writeOutput("\n");
  }

  /** What follows must not stand on the last line of the answer. */
  breakOff(): void {
    if (!this.#lineEnded) writeOutput("\n");
    this.#lineEnded = true;
  }

  finish({ model, source }: RunOpening): void {
    this.breakOff();
    const answer = this.#answer;
    const warning = warningOf(answer);
    if (warning !== undefined) writeError(`warning: ${warning}\n`);
    this.#say(describeFiles(answer.files, this.#options.output !== undefined));
    if (!this.#options.verbose && !(this.#terminal && isTerminal(2))) return;
    this.#say(describeSources(answer.sources));
    const spent = describeSpending(answer.usage, answer.cost(model));
    this.#say([`${formatModelRef(model.ref)} with ${describeSource(source)}${spent}`]);
  }

  #say(lines: readonly string[]): void {
    for (const line of lines) writeFaint(`· ${line}\n`, 2);
  }
}
