// Imports a plugin's entry in a child process and says what came of it: what it exports, or why it must not run here.
// The child gets no keys, no input, a limit of time and of memory, and where this Node has a permission model it can
// read the plugin's files, write nothing, start nothing, and (from Node 25) ask no network.
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { childEnvironment, type Environment } from "@mayros/core";
import type { CodeShape } from "./code-shape.ts";
import { firstLoadProgram } from "./first-load-program.ts";
import { plainLine } from "./plain-line.ts";

export interface FirstLoad {
  /** Real path. */
  readonly entry: string;
  /** Folders that it may read: its own, and those of what it imports. */
  readonly readable: readonly string[];
  /** What its process gets of it is no key. */
  readonly env: Environment;
}

export interface FirstLoadLimits {
  /** ms until the child has begun: a busy machine takes seconds for that, and it is not the plugin's fault. */
  readonly start: number;
  /** ms for the import. */
  readonly load: number;
  /** Bytes of JavaScript objects. */
  readonly heap: number;
  /** Bytes of the process. Not looked at on Windows. */
  readonly memory: number;
}

export type FirstLoadOutcome =
  | { readonly shape: CodeShape }
  /** In words that follow "the plugin can't be loaded:". */
  | { readonly reason: string };

const MEGABYTE = 1024 * 1024;

const firstLoadLimits: FirstLoadLimits = {
  start: 30_000,
  load: 5_000,
  heap: 256 * MEGABYTE,
  memory: 512 * MEGABYTE,
};

/** Characters of what it writes that are kept. */
const KEPT = 64 * 1024;

/** Of a promise at the top of a module that nothing settles any more. */
const UNSETTLED = 13;

/** Rejects when no child can be started: nothing is known of the plugin then. */
export function runFirstLoad(
  wanted: FirstLoad,
  limits: FirstLoadLimits = firstLoadLimits,
): Promise<FirstLoadOutcome> {
  return new Promise((resolve, reject) => {
    const child = start(wanted, limits);
    let settled = false;
    const end = (settle: () => void): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      stopWatching();
      child.kill("SIGKILL");
      for (const stream of [child.stderr, child.stdio[3]]) stream?.destroy();
      settle();
    };
    const refuse = (reason: string): void => end(() => resolve({ reason: plainLine(reason) }));
    const late = (ms: number): NodeJS.Timeout =>
      setTimeout(() => refuse(`it did not finish loading within ${limits.load / 1000} s`), ms);
    let timer = setTimeout(
      () => end(() => reject(new Error(`no process began within ${limits.start / 1000} s`))),
      limits.start,
    );
    const stopWatching = watchMemory(child, (bytes) => {
      if (bytes > limits.memory) {
        refuse(`it used more than ${limits.memory / MEGABYTE} MB of memory while it was loaded`);
      }
    });
    const texts = { report: "", stderr: "" };
    const keep = (name: keyof typeof texts, text: string): void => {
      if (texts[name].length < KEPT) texts[name] += text.slice(0, KEPT - texts[name].length);
    };
    child.stderr?.setEncoding("utf8").on("data", (text: string) => keep("stderr", text));
    const report = child.stdio[3] as NodeJS.ReadableStream;
    report.setEncoding("utf8").on("data", (text: string) => {
      const began = texts.report !== "";
      keep("report", text);
      if (!began) {
        clearTimeout(timer);
        timer = late(limits.load);
      }
      const outcome = readReport(texts.report);
      if (outcome) end(() => resolve(outcome));
    });
    child.on("error", (error) => end(() => reject(error)));
    child.on("close", (code, signal) => {
      if (texts.report === "") {
        end(() => reject(new Error(`it did not begin: ${firstLine(texts.stderr)}`)));
      } else {
        refuse(howItEnded(code, signal, texts.stderr, limits));
      }
    });
  });
}

function start({ entry, readable, env }: FirstLoad, { heap }: FirstLoadLimits): ChildProcess {
  const permissions = process.allowedNodeEnvironmentFlags.has("--permission")
    ? ["--permission", ...readable.map((folder) => `--allow-fs-read=${folder}`)]
    : [];
  return spawn(
    process.execPath,
    [
      ...permissions,
      `--max-old-space-size=${heap / MEGABYTE}`,
      ...["--input-type=module", "-e", firstLoadProgram, pathToFileURL(entry).href],
    ],
    {
      cwd: dirname(entry),
      // Programs made with Electron are no Node without it.
      env: { ...childEnvironment(env), ELECTRON_RUN_AS_NODE: "1" },
      stdio: ["ignore", "ignore", "pipe", "pipe"],
      windowsHide: true,
    },
  );
}

type Line = Partial<FirstLoadOutcome> & { error?: string; problem?: string; shape?: CodeShape };

/** Undefined as long as the last word was not said. */
function readReport(text: string): FirstLoadOutcome | undefined {
  for (const line of text.split("\n").slice(0, -1)) {
    let said: Line;
    try {
      said = JSON.parse(line) as Line;
    } catch {
      return { reason: "it wrote where only Mayros writes" };
    }
    const { error, problem, shape } = said;
    if (error !== undefined) return { reason: plainLine(error) };
    if (problem !== undefined) return { reason: `its entry ${plainLine(problem)}` };
    if (shape) return { shape };
  }
  return undefined;
}

function howItEnded(
  code: number | null,
  signal: NodeJS.Signals | null,
  stderr: string,
  { heap }: FirstLoadLimits,
): string {
  if (/heap out of memory|Reached heap limit|out of memory/i.test(stderr)) {
    return `it used more than ${heap / MEGABYTE} MB of memory while it was loaded`;
  }
  if (code === UNSETTLED)
    return "it never finishes loading: it waits for what nothing brings about";
  if (signal !== null) return `its process crashed (${signal}) while it was loaded`;
  return `it ended its process (exit code ${code ?? "unknown"}) while it was loaded`;
}

const firstLine = (text: string): string => plainLine(text.trim().split("\n")[0] ?? "");

/** Tells the bytes that the process has, again and again. Returns what ends it. */
function watchMemory(child: ChildProcess, tell: (bytes: number) => void): () => void {
  const { pid } = child;
  if (pid === undefined || process.platform === "win32") return () => {};
  const isLinux = process.platform === "linux";
  const look = async (): Promise<void> => {
    const bytes = isLinux ? await residentOfLinux(pid) : await residentByPs(pid);
    if (bytes !== undefined) tell(bytes);
  };
  const watching = setInterval(() => void look(), isLinux ? 25 : 250);
  return () => clearInterval(watching);
}

async function residentOfLinux(pid: number): Promise<number | undefined> {
  try {
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, "utf8"))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}

function residentByPs(pid: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    execFile("ps", ["-o", "rss=", "-p", String(pid)], (error, stdout) =>
      resolve(error ? undefined : Number(stdout.trim()) * 1024),
    );
  });
}
