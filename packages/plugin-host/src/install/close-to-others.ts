// Takes from everybody else the right to change what was installed: npm and pnpm leave files as the umask of this machine has them,
// and code that others can change is not run.
import { chmodSync, lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";

const OTHERS_WRITE = 0o022;

/** The folder and all in it. Links have no rights of their own. */
export function closeToOthers(path: string): void {
  if (process.platform === "win32") return;
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  // First the folder: nobody may put something else in the place of what is in it.
  if ((stat.mode & OTHERS_WRITE) !== 0) chmodSync(path, stat.mode & 0o777 & ~OTHERS_WRITE);
  if (!stat.isDirectory()) return;
  for (const name of readdirSync(path)) closeToOthers(join(path, name));
}
