// Runs targets in turn, so that a busy moment of the machine hits all of them, and takes medians.
import { spawnSync } from "node:child_process";
import type { Target } from "./targets.ts";

export interface Measurement extends Target {
  readonly ms: number;
  /** Of its time to the first target's in the same round. */
  readonly ratio: number;
  readonly peakMiB: number;
}

export interface MeasureOptions {
  /** Path of the Node that runs the targets. */
  readonly node: string;
  readonly rounds: number;
  /** The whole environment. */
  readonly env: Readonly<Record<string, string>>;
}

const PRINT_PEAK =
  "data:text/javascript,process.on('exit',()=>process.stderr.write('peak='+process.resourceUsage().maxRSS+'\\n'))";
const LONGEST_MS = 60_000;

/** Returns what it wrote to stderr. */
function runOnce(words: readonly string[], { node, env }: MeasureOptions): string {
  const { status, stderr, error } = spawnSync(node, words, {
    env,
    encoding: "utf8",
    timeout: LONGEST_MS,
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  if (status !== 0) throw new Error(`${words.join(" ")} exited ${status}: ${error ?? stderr}`);
  return stderr;
}

/** Milliseconds from spawn to exit. */
function time(words: readonly string[], options: MeasureOptions): number {
  const start = process.hrtime.bigint();
  runOnce(words, options);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function peakMiB(words: readonly string[], options: MeasureOptions): number {
  const stderr = runOnce(["--import", PRINT_PEAK, ...words], options);
  return Number(/peak=(\d+)/.exec(stderr)?.[1]) / 1024;
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

export function measure(targets: readonly Target[], options: MeasureOptions): Measurement[] {
  const times = targets.map((): number[] => []);
  for (let round = -1; round < options.rounds; round++) {
    for (const [index, { words }] of targets.entries()) {
      const elapsed = time(words, options);
      if (round >= 0) times[index]?.push(elapsed); // the first round warms caches
    }
  }
  const floors = times[0] ?? [];
  return targets.map((target, index) => {
    const own = times[index] ?? [];
    return {
      ...target,
      ms: +median(own).toFixed(1),
      ratio: +median(own.map((ms, round) => ms / (floors[round] ?? 1))).toFixed(2),
      peakMiB: +median([1, 2, 3].map(() => peakMiB(target.words, options))).toFixed(1),
    };
  });
}
