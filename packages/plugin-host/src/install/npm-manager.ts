// npm, version 9 and later: what Node brings.
import { callManager, PATIENCE, type QuestionFlags, registryQuestions } from "./call-manager.ts";
import { closeToOthers } from "./close-to-others.ts";
import type { PackageManager } from "./package-manager.ts";
import { onlyTarball, writeProject } from "./project-folder.ts";
import { readNpmLock } from "./read-lock.ts";
import type { ManagerProgram } from "./run-manager.ts";

const ALWAYS = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];

const QUESTION: QuestionFlags = {
  soon: ["--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-timeout=30000"],
  limit: "--searchlimit=100",
};

export function npmManager(program: ManagerProgram, home: string): PackageManager {
  const call = callManager(program, home, ALWAYS);
  return {
    name: "npm",
    ...registryQuestions(call, QUESTION),
    async install(folder, dependencies, { peers, signal }) {
      writeProject(folder, dependencies);
      const flags = ["--omit=dev", "--no-bin-links", "--install-links", "--package-lock"];
      const all = ["install", ...flags, "--install-strategy=hoisted", ...peerFlags(peers)];
      const what = Object.keys(dependencies).join(" and ");
      await call(what, all, { cwd: folder, signal, patience: PATIENCE.install });
      closeToOthers(folder);
    },
    readLock: readNpmLock,
    async fetch(spec, target, signal) {
      const args = ["pack", spec, "--json", `--pack-destination=${target}`];
      await call(spec, args, { signal, patience: PATIENCE.install });
      return onlyTarball(target);
    },
    async pack(folder, target, signal) {
      const args = ["pack", folder, "--json", `--pack-destination=${target}`];
      await call(folder, args, { signal, patience: PATIENCE.pack });
      return onlyTarball(target);
    },
  };
}

/** Without them, a plugin that is data needs no network beyond itself. */
const peerFlags = (peers: boolean): string[] =>
  peers ? ["--no-legacy-peer-deps", "--include=peer"] : ["--legacy-peer-deps"];
