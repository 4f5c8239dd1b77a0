// `pnpm bench:start`: how long commands take from process start, as ratios to `node -e 0` within one
// run, and their peak memory. Rounds alternate between targets, so that a busy moment hits all.
//   node bench/start/bench.ts [--rounds 15] [--node <path>] [--json]
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "15" },
    node: { type: "string", default: process.execPath },
    json: { type: "boolean", default: false },
  },
});
const rounds = Number(values.rounds);
const main = join(import.meta.dirname, "../../apps/cli/dist/main.js");
const home = mkdtempSync(join(tmpdir(), "mayros-bench-"));

const upstream = spawn(process.execPath, [join(import.meta.dirname, "model-server.ts")], {
  stdio: ["ignore", "pipe", "inherit"],
});
const port = await new Promise<string>((resolve) => {
  upstream.stdout.on("data", (bytes: Buffer) => resolve(/\d+/.exec(bytes.toString())?.[0] ?? ""));
});
writeFileSync(
  join(home, "mayros.json"),
  `{ models: { providers: { bench: { baseUrl: "http://127.0.0.1:${port}/v1", models: [{ id: "m" }] } } } }\n`,
);

interface Target {
  readonly name: string;
  readonly goal: string;
  readonly words: readonly string[];
}

const targets: readonly Target[] = [
  { name: "node -e 0", goal: "1", words: ["-e", "0"] },
  { name: "--version", goal: "1.1", words: [main, "--version"] },
  { name: "--help", goal: "", words: [main, "--help"] },
  { name: "plugins list", goal: "", words: [main, "plugins", "list"] },
  { name: "models list", goal: "1.4", words: [main, "models", "list"] },
  { name: "models list --all", goal: "1.5", words: [main, "models", "list", "--all"] },
  { name: "run, local http", goal: "1.9", words: [main, "run", "-m", "bench/m", "hello"] },
];

const env = {
  PATH: process.env.PATH ?? "",
  MAYROS_STATE_DIR: home,
  HOME: home,
  GROQ_API_KEY: "bench",
};

/** Milliseconds from spawn to exit. */
function time(words: readonly string[]): number {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(values.node, words, { env, encoding: "utf8" });
  if (status !== 0) throw new Error(`${words.join(" ")} exited ${status}: ${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

const PRINT_PEAK =
  "data:text/javascript,process.on('exit',()=>process.stderr.write('peak='+process.resourceUsage().maxRSS+'\\n'))";

/** MiB. */
function peakMemory(words: readonly string[]): number {
  const { stderr } = spawnSync(values.node, ["--import", PRINT_PEAK, ...words], {
    env,
    encoding: "utf8",
  });
  return Number(/peak=(\d+)/.exec(stderr)?.[1]) / 1024;
}

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

try {
  const times = targets.map((): number[] => []);
  for (let round = -1; round < rounds; round++) {
    for (const [index, target] of targets.entries()) {
      const elapsed = time(target.words);
      if (round >= 0) times[index]?.push(elapsed); // the first round warms caches
    }
  }
  const floors = times[0] ?? [];
  const rows = targets.map(({ name, goal, words }, index) => {
    const own = times[index] ?? [];
    return {
      name,
      goal,
      ms: +median(own).toFixed(1),
      ratio: +median(own.map((ms, round) => ms / (floors[round] ?? 1))).toFixed(2),
      peakMiB: +median([1, 2, 3].map(() => peakMemory(words))).toFixed(1),
    };
  });
  const version = spawnSync(values.node, ["--version"], { encoding: "utf8" }).stdout.trim();
  if (values.json) console.log(JSON.stringify({ node: version, rounds, rows }));
  else {
    console.log(`Node ${version}, medians of ${rounds} alternated rounds, ratios to node -e 0\n`);
    console.log("| command | ms | ratio | goal | peak MiB |\n|---|---|---|---|---|");
    for (const row of rows) {
      console.log(`| ${row.name} | ${row.ms} | ${row.ratio} | ${row.goal} | ${row.peakMiB} |`);
    }
  }
} finally {
  upstream.kill();
  rmSync(home, { recursive: true, force: true });
}
