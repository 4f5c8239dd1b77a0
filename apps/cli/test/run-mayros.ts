// Runs the built command as a person would: a real process, a home of its own, nothing of this
// machine's environment.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const main = join(import.meta.dirname, "../dist/main.js");

export interface MayrosRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface MayrosHome {
  readonly folder: string;
  readonly configPath: string;
  writeConfig(text: string): void;
  run(words: readonly string[], options?: RunOptions): Promise<MayrosRun>;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Sent to stdin, which is closed then. */
  readonly input?: string | Uint8Array;
  /** stdin stays open, for what `onStart` writes to it. */
  readonly keepOpen?: boolean;
  /** Called with the process, to kill it for instance. */
  readonly onStart?: (child: ReturnType<typeof spawn>) => void;
}

/** A home that is removed when the test is over. */
export function createHome(): MayrosHome {
  const folder = mkdtempSync(join(tmpdir(), "mayros-journey-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const configPath = join(folder, "mayros.json");
  return {
    folder,
    configPath,
    writeConfig: (text) => writeFileSync(configPath, text),
    run: (words, options = {}) => runProcess(words, folder, options),
  };
}

function runProcess(
  words: readonly string[],
  folder: string,
  options: RunOptions,
): Promise<MayrosRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...words], {
      env: { PATH: process.env.PATH ?? "", HOME: folder, MAYROS_STATE_DIR: folder, ...options.env },
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      stdio: ["pipe", "pipe", "pipe"],
    });
    const out = { stdout: "", stderr: "" };
    child.stdout.on("data", (bytes) => {
      out.stdout += bytes;
    });
    child.stderr.on("data", (bytes) => {
      out.stderr += bytes;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...out }));
    child.stdin.on("error", () => {}); // a command that reads no stdin may be gone already
    if (!options.keepOpen) child.stdin.end(options.input ?? "");
    options.onStart?.(child);
  });
}
