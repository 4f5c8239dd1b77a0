// The processes that are timed. The first of each list is what the others are compared with.
import { join } from "node:path";
import type { Target } from "../target.ts";
import { peers } from "./peers.ts";

const empty: Target = { name: "node -e 0", words: ["-e", "0"] };

/** `folder` has the packages installed. The second imports nothing, from a module as the rest. */
export function importTargets(apis: readonly string[], folder: string): Target[] {
  const imports = (code: string): readonly string[] => ["--input-type=module", "-e", code];
  const names = [
    ...apis.map((api) => `@mayros/wire/${api}`),
    "@mayros/sdk",
    ...apis.flatMap((api) => peers[api]?.name ?? []),
  ];
  return [
    empty,
    { name: "an empty module", words: imports("0") },
    ...names.map((name) => ({ name, folder, words: imports(`import ${JSON.stringify(name)}`) })),
  ];
}

/** The second is a bare script, which `mayros run` is compared with, too. */
export function runTargets(command: string, port: number): Target[] {
  const script = join(import.meta.dirname, "bare-post.cjs");
  const until = "first byte";
  return [
    empty,
    { name: "bare POST with node:http", words: [script, String(port)], until },
    { name: "mayros run", goal: 1.9, words: [command, "run", "-m", "bench/m", "hello"], until },
  ];
}
