// `pnpm bench:request`: what a request costs beside the network. CPU of a streamed answer without HTTP, the
// import of each codec, `mayros run` to its first byte, and what 20,000 requests leave on the heap; all as
// ratios within one run, to a floor and to the AI SDK's packages.
//   node --conditions=@mayros/source bench/request/bench.ts [--rounds 15] [--node <path>] [--json]
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { codecs } from "../../packages/wire/src/index.ts";
import { createBenchHome } from "../bench-home.ts";
import { copyCommand } from "../copy-command.ts";
import { measure } from "../measure.ts";
import { readOptions } from "../read-options.ts";
import { startUpstream, type Upstream } from "../start-upstream.ts";
import { formatJson, formatText } from "./format-report.ts";
import { installPackages } from "./install-packages.ts";
import type { MemoryFigures } from "./measure-memory.ts";
import type { RequestFigures } from "./measure-requests.ts";
import { importTargets, runTargets } from "./targets.ts";

const { rounds, node, json } = readOptions();
const apis = Object.keys(codecs);

/** Runs a part of this bench in a process of its own. */
function runNode<Printed>(...words: readonly string[]): Printed {
  const { status, stdout, error } = spawnSync(node, ["--conditions=@mayros/source", ...words], {
    cwd: import.meta.dirname,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`${words.join(" ")} ended with ${status}`, { cause: error });
  return JSON.parse(stdout) as Printed;
}

const scratch = mkdtempSync(join(tmpdir(), "mayros-bench-"));
let upstream: Upstream | undefined;
try {
  upstream = await startUpstream();
  const env = createBenchHome(join(scratch, "home"), upstream.port);
  const command = copyCommand(join(scratch, "command"));
  installPackages(scratch);
  const options = { node, rounds, env };
  const report = {
    node: runNode<string>("-p", "JSON.stringify(process.version)"),
    rounds,
    imports: await measure(importTargets(apis, scratch), options),
    runs: await measure(runTargets(command, upstream.port), options),
    requests: apis.flatMap((api) =>
      runNode<RequestFigures[]>("measure-requests.ts", api, String(rounds)),
    ),
    memory: runNode<MemoryFigures[]>("--expose-gc", "measure-memory.ts", ...apis),
  };
  console.log((json ? formatJson : formatText)(report));
} finally {
  upstream?.stop();
  rmSync(scratch, { recursive: true, force: true });
}
