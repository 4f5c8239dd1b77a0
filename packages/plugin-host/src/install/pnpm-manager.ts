// pnpm, version 10 and later, on machines without npm.
import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { callManager, PATIENCE, type QuestionFlags, registryQuestions } from "./call-manager.ts";
import { closeToOthers } from "./close-to-others.ts";
import { copyForPnpm } from "./copy-for-pnpm.ts";
import type { PackageManager } from "./package-manager.ts";
import { onlyTarball, writeProject } from "./project-folder.ts";
import { readPnpmLock } from "./read-lock.ts";
import type { ManagerProgram } from "./run-manager.ts";

/** Real files in plain folders, as npm has them; our own rule says how old a version has to be. */
const INSTALL = [
  ...["--prod", "--ignore-scripts", "--ignore-workspace", "--no-frozen-lockfile"],
  ...["--config.node-linker=hoisted", "--config.package-import-method=copy"],
  ...["--config.enable-global-virtual-store=false", "--config.minimum-release-age=0"],
  ...["--config.strict-peer-dependencies=false", "--config.block-exotic-subdeps=true"],
];

const QUESTION: QuestionFlags = {
  soon: [
    ...["--ignore-workspace", "--config.fetch-retries=1"],
    ...["--config.fetch-retry-mintimeout=1000", "--config.fetch-timeout=30000"],
  ],
  limit: "--search-limit=100",
};

/** What it keeps for itself: times and paths of this machine, which would make every installation another one. */
const BOOKKEEPING = [".modules.yaml", ".pnpm-workspace-state-v1.json", ".pnpm", ".bin"];

export function pnpmManager(program: ManagerProgram, home: string): PackageManager {
  const call = callManager(program, home, settingsOf(program.env));
  return {
    name: "pnpm",
    ...registryQuestions(call, QUESTION),
    async install(folder, dependencies, { peers, signal }) {
      writeProject(folder, dependencies);
      const args = ["install", ...INSTALL, `--config.auto-install-peers=${peers}`];
      const what = Object.keys(dependencies).join(" and ");
      await call(what, args, { cwd: folder, signal, patience: PATIENCE.install });
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
        await call(folder, all, { cwd, signal, patience: PATIENCE.pack });
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
