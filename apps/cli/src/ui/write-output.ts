// Writes to the terminal synchronously: faster for lists than process.stdout, and in order. A reader
// that goes away (`| head`) ends the program quietly.
import { writeSync } from "node:fs";

export function writeOutput(text: string): void {
  writeAll(1, text);
}

export function writeError(text: string): void {
  writeAll(2, text);
}

export function writeJson(value: unknown): void {
  writeAll(1, `${JSON.stringify(value, null, 2)}\n`);
}

const pause = new Int32Array(new SharedArrayBuffer(4));

function writeAll(descriptor: number, text: string): void {
  let rest: Uint8Array = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EPIPE") process.exit(0);
      // A terminal or pipe that another program made non-blocking is full: wait a moment.
      if (code !== "EAGAIN") throw error;
      Atomics.wait(pause, 0, 0, 2);
    }
  }
}
