// The figures for people (a table that can be pasted into an issue) and for programs.
import type { Measurement } from "./measure.ts";

export interface Report {
  readonly node: string;
  readonly rounds: number;
  readonly rows: readonly Measurement[];
}

/** Without the words: they hold paths of a folder that is gone by then. */
export function formatJson({ node, rounds, rows }: Report): string {
  return JSON.stringify({ node, rounds, rows: rows.map(({ words: _words, ...row }) => row) });
}

export function formatTable({ node, rounds, rows }: Report): string {
  const lines = rows.map((row) =>
    [row.name, row.ms, row.ratio, row.goal ?? "", row.peakMiB, row.goalMiB ?? ""].join(" | "),
  );
  return [
    `Node ${node}, medians of ${rounds} alternated rounds, ratios to node -e 0`,
    "A: 42 providers, 1,643 models. B: 500 plugins more, 10,000 models. The rest: what ships.",
    "",
    "| command | ms | ratio | goal | peak MiB | goal |",
    "|---|---|---|---|---|---|",
    ...lines.map((line) => `| ${line} |`),
  ].join("\n");
}
