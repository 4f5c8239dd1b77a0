// From a folder to the tarball that would be published of it.
import { cp, mkdir, mkdtemp, readFile, symlink, writeFile } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import { packPackage } from "../check-tarball.ts";
import { runProgram } from "../run-program.ts";
import type { PackageJson } from "./published-document.ts";

/** Writes a tarball somewhere in `scratch`; returns its path. `version` replaces the folder's own. */
export async function packFolder(
  folder: string,
  scratch: string,
  { version }: { readonly version?: string },
): Promise<string> {
  const target = await mkdtemp(join(scratch, "pack-"));
  const text = await readFile(join(folder, "package.json"), "utf8");
  const isOfWorkspace = /"(workspace|catalog):/.test(text);
  if (isOfWorkspace && version === undefined) return packPackage(folder, target);
  const copy = join(target, "package");
  const isInstalled = folder.split(sep).includes("node_modules");
  if (isInstalled && !isOfWorkspace && version === undefined && process.platform === "linux") {
    // Trees of libraries are dozens of these, with hundreds of files each: copies cost four times as much. What pnpm
    // linked has to become files again, since npm leaves links out; that takes GNU's tar.
    await symlink(folder, copy);
    return archive(target, ["-h", "--hard-dereference", "--exclude=node_modules"]);
  }
  await (isOfWorkspace ? unpack(await packPackage(folder, target), target) : copyTo(copy, folder));
  if (version !== undefined) await setVersion(join(copy, "package.json"), version);
  return isOfWorkspace || isInstalled ? archive(target) : npmPack(copy, target);
}

async function copyTo(copy: string, folder: string): Promise<void> {
  await mkdir(copy);
  await cp(folder, copy, {
    recursive: true,
    filter: (path) => basename(path) !== "node_modules" || relative(folder, path) === "",
  });
}

async function setVersion(file: string, version: string): Promise<void> {
  const found = JSON.parse(await readFile(file, "utf8")) as PackageJson;
  await writeFile(file, JSON.stringify({ ...found, version }, null, 2));
}

/** The package.json inside. */
export async function readPacked(tarball: string): Promise<PackageJson> {
  const { code, stdout, stderr } = await runProgram("tar", [
    "-xzOf",
    tarball,
    "package/package.json",
  ]);
  if (code !== 0) throw new Error(`no package/package.json in ${tarball}: ${stderr}`);
  return JSON.parse(stdout) as PackageJson;
}

async function unpack(tarball: string, target: string): Promise<void> {
  await run("tar", ["-xzf", tarball, "-C", target]);
}

async function archive(target: string, flags: readonly string[] = []): Promise<string> {
  const tarball = join(target, "archive.tgz");
  await run("tar", ["-czf", tarball, ...flags, "-C", target, "package"]);
  return tarball;
}

async function npmPack(copy: string, target: string): Promise<string> {
  const flags = ["--json", "--ignore-scripts", "--pack-destination", target];
  const printed = await run("npm", ["pack", ...flags], copy);
  const [packed] = Object.values(JSON.parse(printed) as Record<string, { filename: string }>);
  if (!packed) throw new Error(`npm pack said nothing of ${copy}`);
  return join(target, packed.filename);
}

async function run(program: string, words: string[], cwd?: string): Promise<string> {
  const { code, stdout, stderr } = await runProgram(program, words, cwd ? { cwd } : {});
  if (code !== 0) throw new Error(`${program} ${words[0]} failed: ${stderr}`);
  return stdout;
}
