// The figures for people (a table that can be pasted into an issue) and for programs.
import { formatTable } from "../format-table.ts";
import type { Measurement } from "../measure.ts";

export interface Report {
  readonly node: string;
  readonly rounds: number;
  readonly rows: readonly Measurement[];
}

export function formatJson({ node, rounds, rows }: Report): string {
  const figures = rows.map(({ name, goal, goalMiB, ms, ratio, peakMiB }) => ({
    name,
    goal,
    goalMiB,
    ms,
    ratio,
    peakMiB,
  }));
  return JSON.stringify({ node, rounds, rows: figures });
}

export function formatText({ node, rounds, rows }: Report): string {
  const table = formatTable(
    ["command", "ms", "ratio", "goal", "peak MiB", "goal"],
    rows.map((row) => [row.name, row.ms, row.ratio, row.goal, row.peakMiB, row.goalMiB]),
  );
  return [
    `Node ${node}, medians of ${rounds} alternated rounds, ratios to node -e 0`,
    "A: 42 providers, 1,643 models. B: 500 plugins more, 10,000 models. The rest: what ships.",
    "",
    table,
  ].join("\n");
}
