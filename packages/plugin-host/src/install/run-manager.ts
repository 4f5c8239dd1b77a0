// Starts npm or pnpm, waits for it, and ends it with everything that it started when nobody waits any more.
import { type ChildProcess, spawn } from "node:child_process";
import { MayrosError } from "@mayros/core";

export interface ManagerProgram {
  readonly name: "npm" | "pnpm";
  /** Absolute. */
  readonly file: string;
  /** Before all other arguments. */
  readonly before: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

export interface ManagerCall {
  readonly args: readonly string[];
  /** Settings of projects count there: it has to be a folder of ours. */
  readonly cwd: string;
  readonly signal: AbortSignal;
  /** ms */
  readonly patience: number;
}

export interface ManagerOutput {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Of each stream. What a registry knows of one package may be long. */
const MOST_OUTPUT = 32 * 1024 * 1024;
/** ms between the polite signal and the other one. */
const GRACE = 2_000;

/** Throws the signal's reason, MAYROS_TIMEOUT and MAYROS_PACKAGE_UNAVAILABLE where it can't be started. */
export async function runManager(
  program: ManagerProgram,
  { args, cwd, signal, patience }: ManagerCall,
): Promise<ManagerOutput> {
  signal.throwIfAborted();
  const child = spawn(program.file, [...program.before, ...args], {
    ...{ cwd, env: { ...program.env } },
    // A group of its own, so that what it starts ends with it.
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  const late = AbortSignal.timeout(patience);
  const stop = AbortSignal.any([signal, late]);
  const end = (): void => endGroup(child);
  const endNow = (): void => killGroup(child, "SIGKILL");
  stop.addEventListener("abort", end, { once: true });
  process.once("exit", endNow);
  try {
    const output = await outputOf(child);
    signal.throwIfAborted();
    if (late.aborted) throw tookTooLong(program, patience);
    return output;
  } catch (error) {
    if (MayrosError.isInstance(error) || signal.aborted) throw error;
    const why = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
    throw new MayrosError("MAYROS_PACKAGE_UNAVAILABLE", `${program.file} can't be run: ${why}`, {
      hint: `${program.name} --version`,
      cause: error,
    });
  } finally {
    stop.removeEventListener("abort", end);
    process.removeListener("exit", endNow);
  }
}

function outputOf(child: ChildProcess): Promise<ManagerOutput> {
  const { promise, resolve, reject } = Promise.withResolvers<ManagerOutput>();
  const texts = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      if (texts[name].length < MOST_OUTPUT) texts[name] += text;
    });
  }
  child.once("error", reject);
  child.once("close", (code) => resolve({ code: code ?? -1, ...texts }));
  return promise;
}

function endGroup(child: ChildProcess): void {
  killGroup(child, "SIGTERM");
  const timer = setTimeout(() => killGroup(child, "SIGKILL"), GRACE);
  child.once("close", () => clearTimeout(timer));
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    if (process.platform === "win32") child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}

function tookTooLong({ name }: ManagerProgram, patience: number): MayrosError {
  return new MayrosError("MAYROS_TIMEOUT", `${name} did not end within ${patience / 1000} s`, {
    hint: `${name} config get registry`,
  });
}
