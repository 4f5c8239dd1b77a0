// Runs the built command at a real pseudo-terminal, as a person would: keys are typed when the screen
// shows what is waited for. The terminal is made by `script` (util-linux, in every Debian), so that no
// native package is needed.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { onTestFinished } from "vitest";

const main = join(import.meta.dirname, "../dist/main.js");

export const keys = {
  enter: "\r",
  escape: "\u001b",
  controlC: "\u0003",
  controlD: "\u0004",
  down: "\u001b[B",
};

export interface Terminal {
  /** Waits until this is shown, after the last key and after what was seen before. */
  see(text: string): Promise<void>;
  type(text: string): void;
  /** Everything that was ever shown, without colours and cursor movements. */
  screen(): string;
  /** The same with them. */
  raw(): string;
  /** The exit code. */
  readonly ended: Promise<number | null>;
}

const quote = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;

/** `env` is the whole environment of the command besides PATH, HOME and where its files are. */
export function runInTerminal(
  words: readonly string[],
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Terminal {
  const typed = [process.execPath, main, ...words].map(quote).join(" ");
  const child = spawn("script", ["-qefc", `stty cols 120 rows 50; exec ${typed}`, "/dev/null"], {
    env: {
      PATH: process.env.PATH ?? "",
      HOME: folder,
      MAYROS_STATE_DIR: folder,
      TERM: "xterm",
      SHELL: "/bin/sh",
      ...env,
    },
    stdio: ["pipe", "pipe", "inherit"],
  });
  let raw = "";
  let seen = 0;
  let look = (): void => {};
  const shown = (): string => stripVTControlCharacters(raw);
  child.stdout.on("data", (bytes: Buffer) => {
    raw += bytes;
    look();
  });
  child.stdin.on("error", () => {}); // it may be gone already
  onTestFinished(() => void child.kill("SIGKILL"));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  return {
    see: (text) =>
      new Promise((resolve, reject) => {
        look = () => {
          const at = shown().indexOf(text, seen);
          if (at < 0) return;
          look = () => {};
          seen = at + text.length;
          resolve();
        };
        look();
        ended.then(() => reject(new Error(`ended without "${text}":\n${shown()}`)), reject);
      }),
    type(text) {
      seen = shown().length;
      child.stdin.write(text);
    },
    screen: shown,
    raw: () => raw,
    ended,
  };
}
