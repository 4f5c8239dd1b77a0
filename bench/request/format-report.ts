// The figures for people (tables that can be pasted into an issue) and for programs.
import { median, medianRatio } from "../alternate.ts";
import { formatTable } from "../format-table.ts";
import type { Measurement } from "../measure.ts";
import type { MemoryFigures } from "./measure-memory.ts";
import type { RequestFigures } from "./measure-requests.ts";

export interface Report {
  readonly node: string;
  readonly rounds: number;
  readonly requests: readonly RequestFigures[];
  readonly imports: readonly Measurement[];
  readonly runs: readonly Measurement[];
  readonly memory: readonly MemoryFigures[];
}

/** What the gateway may grow by, in KiB: the same engine answers there. */
const GROWTH_GOAL = 5 * 1024;

export function formatJson({ imports, runs, ...report }: Report): string {
  return JSON.stringify({ ...report, imports: imports.map(plain), runs: runs.map(plain) });
}

const plain = ({ name, goal, ms, ratio, peakMiB }: Measurement) => ({
  name,
  goal,
  ms,
  ratio,
  peakMiB,
});

export function formatText({ node, rounds, requests, imports, runs, memory }: Report): string {
  return [
    `Node ${node}, medians of ${rounds} alternated rounds.`,
    "",
    "One streamed answer of 200 words, from memory. The gateway's goal for a translated stream (1.3x of a bare pipe) counts HTTP, too, and is not comparable.",
    "",
    formatTable(
      ["wire", "read by", "CPU us", "to the floor", "to the engine", "first text us"],
      requests.map((row) => [
        row.api,
        row.reader,
        row.cpu,
        row.toFloor,
        row.toEngine,
        row.firstText,
      ]),
    ),
    "",
    "Import in a fresh process, built packages.",
    "",
    formatTable(
      ["import", "ms", "to node -e 0", "ms added", "peak MiB"],
      imports.map((row) => [row.name, row.ms, row.ratio, added(row, imports[1]), row.peakMiB]),
    ),
    "",
    "From process start to the first byte of an answer on stdout, local server, http.",
    "",
    formatTable(
      ["process", "ms", "to node -e 0", "goal", "to the bare POST", "peak MiB"],
      runs.map((row) => [row.name, row.ms, row.ratio, row.goal, toBare(row, runs[1]), row.peakMiB]),
    ),
    "",
    "Growth of the heap over streamed requests, all wires in turn.",
    "",
    formatTable(
      ["requests", "by", "KiB", "goal of the gateway"],
      memory.map(({ requests: count, what, growth }) => [count, what, growth, GROWTH_GOAL]),
    ),
  ].join("\n");
}

/** Milliseconds more than an empty module takes. */
const added = ({ samples }: Measurement, module: Measurement | undefined): string =>
  median(samples.map((ms, round) => ms - (module?.samples[round] ?? Number.NaN))).toFixed(1);

const toBare = ({ samples }: Measurement, bare: Measurement | undefined): number =>
  medianRatio(samples, bare?.samples ?? []);
