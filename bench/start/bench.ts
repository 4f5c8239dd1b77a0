// `pnpm bench:start`: how long commands take from process start, as ratios to `node -e 0` within one
// run, and their peak memory; with the plugins that ship, and with as many as the goals speak of.
//   node --conditions=@mayros/source bench/start/bench.ts [--rounds 15] [--node <path>] [--json]
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createBenchHome } from "../bench-home.ts";
import { copyCommand } from "../copy-command.ts";
import { measure } from "../measure.ts";
import { readOptions } from "../read-options.ts";
import { startUpstream, type Upstream } from "../start-upstream.ts";
import { formatJson, formatText } from "./format-report.ts";
import { builtins, installed, syntheticPlugins } from "./synthetic-plugins.ts";
import { listTargets } from "./targets.ts";

const { rounds, node, json } = readOptions();
const scratch = mkdtempSync(join(tmpdir(), "mayros-bench-"));
let upstream: Upstream | undefined;
try {
  upstream = await startUpstream();
  const env = {
    ...createBenchHome(join(scratch, "home"), upstream.port),
    // One provider of what ships has a key, and three of the synthetic ones.
    GROQ_API_KEY: "bench",
    VENDOR_1_API_KEY: "bench",
    VENDOR_20_API_KEY: "bench",
    VENDOR_42_API_KEY: "bench",
  };
  const vendors = syntheticPlugins("vendor", builtins);
  const targets = listTargets({
    ships: copyCommand(join(scratch, "ships")),
    a: copyCommand(join(scratch, "a"), vendors),
    b: copyCommand(join(scratch, "b"), [...vendors, ...syntheticPlugins("extra", installed)]),
  });
  const rows = await measure(targets, { node, rounds, env });
  const version = spawnSync(node, ["--version"], { encoding: "utf8" }).stdout.trim();
  console.log((json ? formatJson : formatText)({ node: version, rounds, rows }));
} finally {
  upstream?.stop();
  rmSync(scratch, { recursive: true, force: true });
}
