// What is measured, and what it should reach: goals are those for Node 26, as ratios to `node -e 0`.
// Node 22 is allowed 0.1 more for --version and 0.2 more for lists.
import type { Target } from "../target.ts";

/** Paths of main.js, by the index that lies beside it. */
export interface Commands {
  readonly ships: string;
  /** 42 providers with 1,643 models. */
  readonly a: string;
  /** A, and 500 plugins more: 10,000 models. */
  readonly b: string;
}

/** The first target is what all others are compared with. */
export function listTargets({ ships, a, b }: Commands): Target[] {
  const list = ["models", "list"];
  return [
    { name: "node -e 0", goal: 1, words: ["-e", "0"] },
    { name: "--version", goal: 1.1, words: [ships, "--version"] },
    { name: "--help", words: [ships, "--help"] },
    { name: "plugins list", words: [ships, "plugins", "list"] },
    { name: "models list", goal: 1.4, words: [ships, ...list] },
    { name: "models list --all", goal: 1.5, words: [ships, ...list, "--all"] },
    { name: "run, local http", goal: 1.9, words: [ships, "run", "-m", "bench/m", "hello"] },
    { name: "A: plugins list", words: [a, "plugins", "list"] },
    { name: "A: models list", goal: 1.4, goalMiB: 55, words: [a, ...list] },
    { name: "A: models list --all", goal: 1.5, goalMiB: 55, words: [a, ...list, "--all"] },
    { name: "B: plugins list", words: [b, "plugins", "list"] },
    { name: "B: models list", goal: 1.4, words: [b, ...list] },
    { name: "B: models list --all", goal: 1.8, words: [b, ...list, "--all"] },
  ];
}
