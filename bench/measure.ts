// Starts processes in turn and takes medians of their times and of the most memory that they held.
import { spawn } from "node:child_process";
import { alternate, median, medianRatio } from "./alternate.ts";
import type { Target } from "./target.ts";

export interface Measurement extends Target {
  readonly ms: number;
  /** Of its time to the first target's in the same round. */
  readonly ratio: number;
  readonly peakMiB: number;
  /** Milliseconds of each round. */
  readonly samples: readonly number[];
}

export interface MeasureOptions {
  /** Path of the Node that runs the targets. */
  readonly node: string;
  readonly rounds: number;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
}

interface Outcome {
  readonly ms: number;
  readonly stderr: string;
}

const PRINT_PEAK =
  "data:text/javascript,process.on('exit',()=>process.stderr.write('peak='+process.resourceUsage().maxRSS+'\\n'))";
const LONGEST_MS = 60_000;

function runOnce(target: Target, { node, env }: MeasureOptions): Promise<Outcome> {
  const { words, folder, until = "exit" } = target;
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(node, words, { env, cwd: folder, timeout: LONGEST_MS });
    let stderr = "";
    let firstByte = Number.NaN;
    child.stdin.end();
    child.stdout.once("data", () => {
      firstByte = performance.now() - start;
    });
    child.stdout.resume();
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject);
    child.on("close", (status, signal) => {
      const ms = until === "exit" ? performance.now() - start : firstByte;
      if (status === 0 && ms > 0) resolve({ ms, stderr });
      else reject(new Error(`${words.join(" ")} ended with ${signal ?? status}: ${stderr}`));
    });
  });
}

async function peakMiB(target: Target, options: MeasureOptions): Promise<number> {
  const words = ["--import", PRINT_PEAK, ...target.words];
  const { stderr } = await runOnce({ ...target, words }, options);
  return Number(/peak=(\d+)/.exec(stderr)?.[1]) / 1024;
}

export async function measure(
  targets: readonly Target[],
  options: MeasureOptions,
): Promise<Measurement[]> {
  const times = targets.map((target) => async () => (await runOnce(target, options)).ms);
  const peaks = targets.map((target) => () => peakMiB(target, options));
  const samples = await alternate(times, options);
  const memory = await alternate(peaks, { rounds: 3, warmUps: 0 });
  return targets.map((target, index) => ({
    ...target,
    ms: +median(samples[index] ?? []).toFixed(1),
    ratio: medianRatio(samples[index] ?? [], samples[0] ?? []),
    peakMiB: +median(memory[index] ?? []).toFixed(1),
    samples: samples[index] ?? [],
  }));
}
