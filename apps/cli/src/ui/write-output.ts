// Writes to the terminal synchronously: faster for lists than process.stdout, and in order. A reader
// that goes away (`| head`) ends the program quietly. Control characters are removed here, at the one
// way out, because much of what is shown was written by vendors and plugins.
import { writeSync } from "node:fs";
import { exitCodes } from "@mayros/core";
import { hasColours, isTerminal, withoutControls } from "./terminal.ts";

/** Text for a person. */
export function writeOutput(text: string): void {
  writeAll(1, withoutControls(text));
}

/** Warnings, errors and progress: text for a person, too. */
export function writeError(text: string): void {
  writeAll(2, withoutControls(text));
}

/** Text that a program may want byte for byte: exact to a file or pipe, without controls to a terminal. */
export function writeContent(text: string): void {
  writeAll(1, isTerminal() ? withoutControls(text) : text);
}

/** Text that stands back behind the rest, where the terminal can show that. */
export function writeFaint(text: string, descriptor: 1 | 2 = 1): void {
  const shown = withoutControls(text);
  // Each piece is whole: whatever is written next, or nothing, the terminal is as it was.
  writeAll(descriptor, hasColours(descriptor) ? `\u001b[2m${shown}\u001b[22m` : shown);
}

export function writeJson(value: unknown): void {
  writeAll(1, `${escapeControls(JSON.stringify(value, bytesAsBase64, 2))}\n`);
}

/** One line of a stream of JSON. */
export function writeJsonLine(value: unknown): void {
  writeAll(1, `${escapeControls(JSON.stringify(value, bytesAsBase64))}\n`);
}

/** JSON.stringify would write bytes as an object with a key for each. */
function bytesAsBase64(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;
}

/** JSON.stringify escapes only the lower half of them; the upper half drives terminals as well. */
function escapeControls(json: string): string {
  return json.replace(
    /(?!\n)\p{Cc}/gu,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Nothing takes what is written. Without warnings the answer and the exit code still matter. */
function giveUp(descriptor: number, code: string | undefined): void {
  if (descriptor === 2) return;
  if (code === "EPIPE") process.exit(0);
  // A full disk, mostly. Thrown, it would be printed to stdout again by --json.
  writeError(`error: stdout can't be written: ${code}\n`);
  process.exit(exitCodes.failed);
}

const pause = new Int32Array(new SharedArrayBuffer(4));

function writeAll(descriptor: number, text: string): void {
  let rest: Uint8Array = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "EAGAIN") {
        giveUp(descriptor, code);
        return;
      }
      // A terminal or pipe that another program made non-blocking is full: wait a moment.
      Atomics.wait(pause, 0, 0, 2);
    }
  }
}
