// `pnpm bench:start`: how long commands take from process start, as ratios to `node -e 0` within one
// run, and their peak memory; with the plugins that ship, and with as many as the goals speak of.
//   node --conditions=@mayros/source bench/start/bench.ts [--rounds 15] [--node <path>] [--json]
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { copyCommand } from "./copy-command.ts";
import { formatJson, formatTable } from "./format-report.ts";
import { measure } from "./measure.ts";
import { startUpstream, type Upstream } from "./start-upstream.ts";
import { builtins, installed, syntheticPlugins } from "./synthetic-plugins.ts";
import { listTargets } from "./targets.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "15" },
    node: { type: "string", default: process.execPath },
    json: { type: "boolean", default: false },
  },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error("--rounds must be a number from 1 on");

const scratch = mkdtempSync(join(tmpdir(), "mayros-bench-"));
const home = join(scratch, "home");
const env = {
  PATH: process.env.PATH ?? "",
  HOME: home,
  MAYROS_STATE_DIR: home,
  // One provider of what ships has a key, and three of the synthetic ones.
  GROQ_API_KEY: "bench",
  VENDOR_1_API_KEY: "bench",
  VENDOR_20_API_KEY: "bench",
  VENDOR_42_API_KEY: "bench",
};
let upstream: Upstream | undefined;
try {
  upstream = await startUpstream();
  mkdirSync(home);
  writeFileSync(
    join(home, "mayros.json"),
    `{ models: { providers: { bench: { baseUrl: "http://127.0.0.1:${upstream.port}/v1", models: [{ id: "m" }] } } } }\n`,
  );
  const vendors = syntheticPlugins("vendor", builtins);
  const targets = listTargets({
    ships: copyCommand(join(scratch, "ships")),
    a: copyCommand(join(scratch, "a"), vendors),
    b: copyCommand(join(scratch, "b"), [...vendors, ...syntheticPlugins("extra", installed)]),
  });
  const rows = measure(targets, { node: values.node, rounds, env });
  const node = spawnSync(values.node, ["--version"], { encoding: "utf8" }).stdout.trim();
  console.log((values.json ? formatJson : formatTable)({ node, rounds, rows }));
} finally {
  upstream?.stop();
  rmSync(scratch, { recursive: true, force: true });
}
