// Finds the package manager of this machine: npm, else pnpm, as a file on PATH that is run by its full path and without a
// shell.
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, dirname, isAbsolute, join } from "node:path";
import { type Environment, MayrosError } from "@mayros/core";
import { managerEnvironment } from "./manager-environment.ts";
import { npmManager } from "./npm-manager.ts";
import type { PackageManager } from "./package-manager.ts";
import { pnpmManager } from "./pnpm-manager.ts";
import type { ManagerProgram } from "./run-manager.ts";

export interface ManagerPlace {
  readonly env: Environment;
  /** An absolute folder of ours, which exists: what asks the registry runs there. */
  readonly cwd: string;
}

/** Throws MAYROS_PACKAGE_UNAVAILABLE where there is none. */
export function findPackageManager({ env, cwd }: ManagerPlace): PackageManager {
  const given = managerEnvironment(env);
  const npm = findProgram("npm", env);
  if (npm) return npmManager({ name: "npm", ...npm, env: given }, cwd);
  const pnpm = findProgram("pnpm", env);
  if (pnpm) return pnpmManager({ name: "pnpm", ...pnpm, env: given }, cwd);
  throw new MayrosError(
    "MAYROS_PACKAGE_UNAVAILABLE",
    "neither npm nor pnpm is on PATH: one of them downloads plugins",
    { hint: "install Node with npm from https://nodejs.org, or pnpm from https://pnpm.io" },
  );
}

/** Relative folders on PATH are passed over: what lies in the working folder is nobody's choice. */
function findProgram(
  name: "npm" | "pnpm",
  env: Environment,
): Pick<ManagerProgram, "file" | "before"> | undefined {
  const path = Object.entries(env).find(([key]) => key.toUpperCase() === "PATH")?.[1] ?? "";
  for (const folder of path.split(delimiter)) {
    if (!isAbsolute(folder)) continue;
    const found = process.platform === "win32" ? onWindows(folder, name) : runnable(folder, name);
    if (found) return found;
  }
  return undefined;
}

function runnable(
  folder: string,
  name: string,
): Pick<ManagerProgram, "file" | "before"> | undefined {
  const file = join(folder, name);
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile() ? { file, before: [] } : undefined;
  } catch {
    return undefined;
  }
}

/** `npm.cmd` needs a shell; what it starts does not. */
function onWindows(
  folder: string,
  name: "npm" | "pnpm",
): Pick<ManagerProgram, "file" | "before"> | undefined {
  const program = runnable(folder, `${name}.exe`);
  if (program) return program;
  const command = runnable(folder, `${name}.cmd`);
  const script = name === "npm" ? "bin/npm-cli.js" : "bin/pnpm.cjs";
  const cli = command && runnable(join(dirname(command.file), "node_modules", name), script);
  return cli && { file: process.execPath, before: [cli.file] };
}
