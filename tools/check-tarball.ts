// What must hold of one package as it would be published: looked at in its tarball, not in the tree.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { findUndeclaredImports } from "./find-undeclared-imports.ts";
import { runProgram } from "./run-program.ts";

interface PackageJson {
  name: string;
  version?: string;
  repository?: { url?: string; directory?: string };
  license?: string;
  private?: boolean;
  exports?: Record<string, unknown>;
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

export async function readPackageJson(folder: string): Promise<PackageJson> {
  return JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as PackageJson;
}

/** Packs a folder as `pnpm publish` would; returns the tarball's path. */
export async function packPackage(folder: string, target: string): Promise<string> {
  const packing = await runProgram("pnpm", ["pack", "--json", "--pack-destination", target], {
    cwd: folder,
  });
  if (packing.code !== 0) throw new Error(`pnpm pack failed: ${packing.stdout}${packing.stderr}`);
  return (JSON.parse(packing.stdout) as { filename: string }).filename;
}

async function readTarball(tarball: string): Promise<{ files: string[]; package: PackageJson }> {
  const listing = await runProgram("tar", ["-tzf", tarball]);
  const text = await runProgram("tar", ["-xzOf", tarball, "package/package.json"]);
  return {
    files: listing.stdout.split("\n").map((path) => path.replace(/^package\//, "")),
    package: JSON.parse(text.stdout) as PackageJson,
  };
}

function contentProblems(files: string[], found: PackageJson, privateNames: Set<string>): string[] {
  const problems: string[] = [];
  if (!files.includes("README.md")) problems.push("has no README.md");
  if (!found.license) problems.push("has no license field");
  for (const kind of ["dependencies", "peerDependencies", "optionalDependencies"] as const) {
    for (const [name, range] of Object.entries(found[kind] ?? {})) {
      if (/^(workspace|catalog|link|file):/.test(range))
        problems.push(`${name} has range ${range}`);
      if (privateNames.has(name)) problems.push(`depends on ${name}, which is never published`);
    }
  }
  return problems;
}

async function publintProblems(tarball: string): Promise<string[]> {
  const bytes = await readFile(tarball);
  const { messages, pkg } = await publint({
    strict: true,
    pack: { tarball: new Uint8Array(bytes).buffer },
  });
  return messages
    .filter((message) => message.type !== "suggestion")
    .map((message) => `publint: ${formatMessage(message, pkg, { color: false })}`);
}

async function importProblems(
  tarball: string,
  declarations: string[],
  found: PackageJson,
): Promise<string[]> {
  const problems = declarations.map(async (path) => {
    const { stdout } = await runProgram("tar", ["-xzOf", tarball, `package/${path}`]);
    return findUndeclaredImports(stdout, found).map(
      (name) => `${path} imports ${name}, which is not installed with it: its types would be any`,
    );
  });
  return (await Promise.all(problems)).flat();
}

async function resolutionProblems(tarball: string): Promise<string[]> {
  const checking = await runProgram("attw", [
    tarball,
    "--profile",
    "esm-only",
    "--no-definitely-typed",
    "--format",
    "ascii",
    "--no-color",
    "--no-emoji",
  ]);
  return checking.code === 0 ? [] : [`attw: ${checking.stdout.trim()}${checking.stderr.trim()}`];
}

export async function checkTarball(tarball: string, privateNames: Set<string>): Promise<string[]> {
  const { files, package: found } = await readTarball(tarball);
  // Only what ships types has any to be wrong about: data plugins and the CLI have none.
  const declarations = files.filter((path) => /\.d\.[cm]?ts$/.test(path));
  return [
    ...contentProblems(files, found, privateNames),
    ...(await publintProblems(tarball)),
    ...(await importProblems(tarball, declarations, found)),
    ...(declarations.length > 0 ? await resolutionProblems(tarball) : []),
  ];
}
