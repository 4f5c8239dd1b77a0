// Whether the published command works on a machine that has nothing of ours: installed by npm from its
// tarball into an empty folder, without a network.
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { installedProblems } from "./release/size-budgets.ts";
import { runProgram } from "./run-program.ts";

interface CliPackage {
  version: string;
  bin: { mayros: string };
}

async function install(tarball: string, folder: string): Promise<string | undefined> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), '{ "private": true }\n');
  const flags = ["--offline", "--no-audit", "--no-fund", "--no-update-notifier"];
  const installing = await runProgram("npm", ["install", ...flags, tarball], { cwd: folder });
  return installing.code === 0 ? undefined : `npm install failed: ${installing.stderr.trim()}`;
}

async function versionProblems(node: string, script: string, version: string): Promise<string[]> {
  const { code, stdout, stderr } = await runProgram(node, [script, "--version"]);
  if (code === 0 && stdout.trim().split(/\s+/).at(-1) === version) return [];
  return [`--version must print ${version}; exit ${code}, ${stdout.trim()} ${stderr.trim()}`];
}

/** Everything that came with it, but npm's own note of that. */
async function weightOf(modules: string): Promise<{ files: number; bytes: number }> {
  const entries = await readdir(modules, { recursive: true, withFileTypes: true });
  const files = entries.filter((each) => each.isFile() && each.name !== ".package-lock.json");
  const sizes = files.map(async (each) => (await stat(join(each.parentPath, each.name))).size);
  return { files: files.length, bytes: (await Promise.all(sizes)).reduce((a, b) => a + b, 0) };
}

/** A Node that is too old must be told so in one line, not in a stack trace. */
async function oldNodeProblems(node: string, script: string): Promise<string[]> {
  const { code, stdout, stderr } = await runProgram(node, [script, "--version"]);
  const lines = `${stdout}${stderr}`.trim().split("\n");
  if (code === 2 && lines.length === 1 && lines[0] !== "") return [];
  return [`on an old Node it must print one line and exit 2; exit ${code}, ${lines.join(" | ")}`];
}

/** `oldNode` is the path of a Node below the `engines` of the CLI, where the machine has one. */
export async function checkInstalledCli(
  tarball: string,
  folder: string,
  oldNode: string | undefined,
): Promise<string[]> {
  const failure = await install(tarball, folder);
  if (failure) return [failure];
  const home = join(folder, "node_modules/mayros");
  const installed = JSON.parse(await readFile(join(home, "package.json"), "utf8")) as CliPackage;
  const script = join(home, installed.bin.mayros);
  const weight = await weightOf(join(folder, "node_modules"));
  console.log(`mayros installed: ${weight.files} files, ${(weight.bytes / 1e6).toFixed(2)} MB`);
  return [
    ...installedProblems("mayros", weight),
    ...(await versionProblems(process.execPath, script, installed.version)),
    ...(oldNode ? await oldNodeProblems(oldNode, script) : []),
  ];
}
