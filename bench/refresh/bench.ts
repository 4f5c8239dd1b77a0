// `pnpm bench:refresh`: many that need one token which has expired and is good for one use. How often it was spent, how
// many went without, and how long the slowest waited.
//   node --conditions=@mayros/source bench/refresh/bench.ts [--rounds 3] [--json]
import { parseArgs } from "node:util";
import { median } from "../alternate.ts";
import { formatTable } from "../format-table.ts";
import { measureCallers, measureProcesses, type Storm } from "./measure-storms.ts";

interface Row {
  readonly name: string;
  /** Worst of the rounds. */
  readonly refreshes: number;
  readonly errors: number;
  readonly slowestMs: number;
  /** Median over the rounds of the median of a round. */
  readonly medianMs: number;
}

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "3" }, json: { type: "boolean", default: false } },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error("--rounds must be a number from 1 on");

const rows = [
  await repeat("50 processes", () => measureProcesses(50)),
  await repeat("100 processes", () => measureProcesses(100)),
  await repeat("1,000 callers of one process", () => measureCallers(1000)),
];
console.log(values.json ? JSON.stringify({ node: process.version, rounds, rows }) : formatText());

async function repeat(name: string, storm: () => Promise<Storm>): Promise<Row> {
  const storms: Storm[] = [];
  for (let round = 0; round < rounds; round += 1) storms.push(await storm());
  const worst = (of: (storm: Storm) => number): number => Math.max(...storms.map(of));
  return {
    name,
    refreshes: worst(({ refreshes }) => refreshes),
    errors: worst(({ errors }) => errors),
    slowestMs: worst(({ ms }) => Math.max(...ms)),
    medianMs: median(storms.map(({ ms }) => median(ms))),
  };
}

function formatText(): string {
  const table = formatTable(
    ["who", "refreshes", "errors", "slowest waiter, ms", "median waiter, ms"],
    rows.map((row) => [row.name, row.refreshes, row.errors, row.slowestMs, row.medianMs]),
  );
  return [
    `Node ${process.version}, worst of ${rounds} rounds; the server takes 50 ms for a token`,
    "",
    table,
  ].join("\n");
}
