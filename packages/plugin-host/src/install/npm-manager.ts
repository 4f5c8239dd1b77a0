// npm, version 9 and later: what Node brings.
import { closeToOthers } from "./close-to-others.ts";
import { explainFailure, SEARCH } from "./explain-failure.ts";
import type { PackageManager } from "./package-manager.ts";
import { onlyTarball, writeProject } from "./project-folder.ts";
import { readPublished } from "./read-answers.ts";
import { readNpmLock } from "./read-lock.ts";
import { type ManagerOutput, type ManagerProgram, runManager } from "./run-manager.ts";
import { searchPackages } from "./search-packages.ts";

/** ms */
export const PATIENCE: Readonly<Record<"ask" | "install" | "pack", number>> = {
  ask: 60_000,
  install: 10 * 60_000,
  pack: 2 * 60_000,
};

/** Behind the name of the command: what stands behind `--` is never an option. */
export const withFlags = (
  [command = "", ...args]: readonly string[],
  flags: readonly string[],
): string[] => [command, ...flags, ...args];

const ALWAYS = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];

/** For a question: whoever waits for the answer is told soon that there is none. */
const SOON = ["--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=30000"];

export function npmManager(program: ManagerProgram, home: string): PackageManager {
  const run = async (
    what: string,
    args: readonly string[],
    call: { cwd?: string; signal: AbortSignal; patience: number },
  ): Promise<ManagerOutput> => {
    const output = await runManager(program, { cwd: home, ...call, args: withFlags(args, ALWAYS) });
    if (output.code !== 0) throw explainFailure({ manager: "npm", what, output });
    return output;
  };
  return {
    name: "npm",
    async view(spec, signal) {
      const { stdout } = await run(spec, ["view", "--json", ...SOON, "--", spec], {
        ...{ signal, patience: PATIENCE.ask },
      });
      return readPublished(spec, stdout);
    },
    search: (words, signal) =>
      searchPackages(words, async (asked) => {
        const args = ["search", "--json", ...SOON, "--searchlimit=100", "--", ...asked];
        return (await run(SEARCH, args, { signal, patience: PATIENCE.ask })).stdout;
      }),
    async install(folder, dependencies, { peers, signal }) {
      writeProject(folder, dependencies);
      const flags = ["--omit=dev", "--no-bin-links", "--install-links", "--package-lock"];
      const all = ["install", ...flags, "--install-strategy=hoisted", ...peerFlags(peers)];
      const what = Object.keys(dependencies).join(" and ");
      await run(what, all, { cwd: folder, signal, patience: PATIENCE.install });
      closeToOthers(folder);
    },
    readLock: readNpmLock,
    async fetch(spec, target, signal) {
      const args = ["pack", spec, "--json", `--pack-destination=${target}`];
      await run(spec, args, { signal, patience: PATIENCE.install });
      return onlyTarball(target);
    },
    async pack(folder, target, signal) {
      const args = ["pack", folder, "--json", `--pack-destination=${target}`];
      await run(folder, args, { signal, patience: PATIENCE.pack });
      return onlyTarball(target);
    },
  };
}

/** Without them, a plugin that is data needs no network beyond itself. */
const peerFlags = (peers: boolean): string[] =>
  peers ? ["--no-legacy-peer-deps", "--include=peer"] : ["--legacy-peer-deps"];
