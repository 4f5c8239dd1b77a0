// pnpm, version 10 and later, on machines without npm.
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { closeToOthers } from "./close-to-others.ts";
import { copyForPnpm } from "./copy-for-pnpm.ts";
import { explainFailure, SEARCH } from "./explain-failure.ts";
import { PATIENCE, withFlags } from "./npm-manager.ts";
import type { PackageManager } from "./package-manager.ts";
import { onlyTarball, writeProject } from "./project-folder.ts";
import { readPublished } from "./read-answers.ts";
import { readPnpmLock } from "./read-lock.ts";
import { type ManagerOutput, type ManagerProgram, runManager } from "./run-manager.ts";
import { searchPackages } from "./search-packages.ts";

/** Real files in plain folders, as npm has them; our own rule says how old a version has to be. */
const INSTALL = [
  ...["--prod", "--ignore-scripts", "--ignore-workspace", "--no-frozen-lockfile"],
  ...["--config.node-linker=hoisted", "--config.package-import-method=copy"],
  ...["--config.enable-global-virtual-store=false", "--config.minimum-release-age=0"],
  ...["--config.strict-peer-dependencies=false", "--config.block-exotic-subdeps=true"],
];

/** For a question: whoever waits for the answer is told soon that there is none. */
const SOON = [
  ...["--ignore-workspace", "--config.fetch-retries=1"],
  ...["--config.fetch-retry-mintimeout=1000", "--config.fetch-timeout=30000"],
];

/** What it keeps for itself: times and paths of this machine, which would make every installation another one. */
const BOOKKEEPING = [".modules.yaml", ".pnpm-workspace-state-v1.json", ".pnpm", ".bin"];

export function pnpmManager(program: ManagerProgram, home: string): PackageManager {
  const run = async (
    what: string,
    args: readonly string[],
    call: { cwd?: string; signal: AbortSignal; patience: number },
  ): Promise<ManagerOutput> => {
    const all = withFlags(args, settingsOf(program.env));
    const output = await runManager(program, { cwd: home, ...call, args: all });
    if (output.code !== 0) throw explainFailure({ manager: "pnpm", what, output });
    return output;
  };
  return {
    name: "pnpm",
    async view(spec, signal) {
      const { stdout } = await run(spec, ["view", "--json", ...SOON, "--", spec], {
        ...{ signal, patience: PATIENCE.ask },
      });
      return readPublished(spec, stdout);
    },
    search: (words, signal) =>
      searchPackages(words, async (asked) => {
        const args = ["search", "--json", ...SOON, "--search-limit=100", "--", ...asked];
        return (await run(SEARCH, args, { signal, patience: PATIENCE.ask })).stdout;
      }),
    async install(folder, dependencies, { peers, signal }) {
      writeProject(folder, dependencies);
      const args = ["install", ...INSTALL, `--config.auto-install-peers=${peers}`];
      const what = Object.keys(dependencies).join(" and ");
      await run(what, args, { cwd: folder, signal, patience: PATIENCE.install });
      for (const name of BOOKKEEPING) {
        rmSync(join(folder, "node_modules", name), { recursive: true, force: true });
      }
      closeToOthers(folder);
    },
    readLock: readPnpmLock,
    async pack(folder, target, signal) {
      const cwd = mkdtempSync(join(home, "packing-"));
      try {
        copyForPnpm(folder, cwd);
        const args = ["pack", "--json", "--ignore-workspace", "--config.ignore-scripts=true"];
        const all = [...args, `--pack-destination=${target}`];
        await run(folder, all, { cwd, signal, patience: PATIENCE.pack });
      } finally {
        rmSync(cwd, { recursive: true, force: true });
      }
      return onlyTarball(target);
    },
  };
}

/** It does not listen to npm's variables, which people have set for npm. */
function settingsOf(env: Readonly<Record<string, string>>): string[] {
  const registry = env.npm_config_registry ?? env.NPM_CONFIG_REGISTRY;
  const userconfig = env.npm_config_userconfig ?? env.NPM_CONFIG_USERCONFIG;
  return [
    ...(registry === undefined ? [] : [`--registry=${registry}`]),
    ...(userconfig === undefined ? [] : [`--npmrc-auth-file=${userconfig}`]),
  ];
}
