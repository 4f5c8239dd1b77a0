// Runs one of the programs of this folder in a process of its own.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

export interface Child {
  readonly process: ChildProcess;
  /** All lines so far. */
  readonly lines: string[];
  /** Resolves when the program has printed at least so many lines. */
  printed(count: number): Promise<void>;
  /** Lets a program go on that waits for it. */
  go(): void;
  /** What it left behind. */
  readonly ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

export function startChild(
  /** In this folder, or anywhere else by its whole path. */
  program: string,
  parameters: string[],
  /** A command to run it with; the program's own command line is put behind. */
  within: readonly string[] = [],
): Child {
  const path = resolve(import.meta.dirname, program);
  const node = [process.execPath, "--conditions=@mayros/source", path, ...parameters];
  const [command = "", ...words] = [...within, ...node];
  const child = spawn(command, words, { stdio: ["pipe", "pipe", "pipe"] });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdin.on("error", () => {});
  return {
    process: child,
    lines,
    async printed(count) {
      while (lines.length < count) await once(reader, "line");
    },
    go: () => void child.stdin.write("go\n"),
    ended: once(child, "close").then(([code]) => ({
      code: code as number | null,
      stdout: lines.join("\n"),
      stderr,
    })),
  };
}
