// What everybody on a Linux machine can see of a command and of what it starts: command lines and names; and what the
// environment of its children is.
import { readdirSync, readFileSync } from "node:fs";

export interface SeenProcess {
  readonly commandLine: string;
  readonly name: string;
  /** Empty for the command itself, whose environment is its user's. */
  readonly environment: string;
}

/** Looks until `stop`; returns everything that was seen of `pid` and below. */
export function watchProcesses(pid: number): { stop: () => SeenProcess[] } {
  const seen = new Map<string, SeenProcess>();
  let itself = "";
  const look = (): void => {
    const below = new Set([String(pid)]);
    for (const each of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
      const stat = read(`/proc/${each}/stat`);
      const parent = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1] ?? "";
      if (below.has(parent)) below.add(each);
      if (!below.has(each)) continue;
      const commandLine = read(`/proc/${each}/cmdline`);
      if (each === String(pid)) itself = commandLine;
      // A process that was only just made is still its parent.
      const environment = commandLine === itself ? "" : read(`/proc/${each}/environ`);
      seen.set(`${each} ${commandLine}`, {
        commandLine,
        name: read(`/proc/${each}/comm`),
        environment,
      });
    }
  };
  const timer = setInterval(look, 5);
  return {
    stop() {
      clearInterval(timer);
      return [...seen.values()];
    },
  };
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // it has gone
  }
}
