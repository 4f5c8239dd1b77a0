// The options that every bench takes.
import { parseArgs } from "node:util";

export interface BenchOptions {
  readonly rounds: number;
  /** Path of the Node that is measured. */
  readonly node: string;
  readonly json: boolean;
}

export function readOptions(): BenchOptions {
  const { values } = parseArgs({
    options: {
      rounds: { type: "string", default: "15" },
      node: { type: "string", default: process.execPath },
      json: { type: "boolean", default: false },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Error("--rounds must be a number from 1 on");
  return { ...values, rounds };
}
