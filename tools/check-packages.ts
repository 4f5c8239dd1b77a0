// Looks at everything that would be published the way its users get it. Needs a build.
import { globSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkExamples } from "./check-examples.ts";
import { checkInstalledCli } from "./check-installed-cli.ts";
import { checkTarball, packPackage, readPackageJson } from "./check-tarball.ts";
import { checkTypesConsumer } from "./check-types-consumer.ts";
import { findOldNode } from "./find-old-node.ts";
import type { PackedLibrary } from "./install-libraries.ts";
import { root } from "./list-sources.ts";

const folders = globSync("{packages,plugins,apps}/*/package.json", { cwd: root })
  .map(dirname)
  .sort();
const manifests = new Map(
  await Promise.all(
    folders.map(async (folder) => [folder, await readPackageJson(join(root, folder))] as const),
  ),
);
const isPrivate = (folder: string) => manifests.get(folder)?.private === true;
const privateNames = new Set(
  folders.filter(isPrivate).map((folder) => manifests.get(folder)?.name ?? ""),
);
const published = folders.filter((folder) => !isPrivate(folder));
const oldNode = process.env.MAYROS_OLD_NODE ?? (await findOldNode());
const tarballs = new Map<string, string>();

async function checkOne(folder: string, scratch: string): Promise<string[]> {
  const tarball = await packPackage(join(root, folder), scratch);
  tarballs.set(folder, tarball);
  const problems = await checkTarball(tarball, privateNames);
  if (folder !== "apps/cli") return problems;
  return [...problems, ...(await checkInstalledCli(tarball, join(scratch, "empty"), oldNode))];
}

async function checkLibraries(scratch: string): Promise<string[]> {
  const libraries = ["packages/core", "packages/oauth", "packages/wire", "packages/sdk"].map(
    (folder): PackedLibrary => ({
      folder,
      name: manifests.get(folder)?.name ?? "",
      tarball: tarballs.get(folder) ?? "",
      dependencies: Object.keys(manifests.get(folder)?.dependencies ?? {}),
    }),
  );
  return [
    ...(await checkTypesConsumer(libraries, join(scratch, "consumer"))),
    ...(await checkExamples(libraries, join(scratch, "examples"))),
  ];
}

const scratch = await mkdtemp(join(tmpdir(), "mayros-packages-"));
let count = 0;

async function report(about: string, checking: Promise<string[]>): Promise<void> {
  const problems = await checking.catch((error: unknown) => [String(error)]);
  for (const problem of problems) console.error(`${about}: ${problem}`);
  count += problems.length;
}

try {
  for (const folder of published) await report(folder, checkOne(folder, scratch));
  await report("packages/{core,oauth,wire,sdk}", checkLibraries(scratch));
} finally {
  await rm(scratch, { recursive: true });
}
if (!oldNode)
  console.log("not checked: the CLI on an old Node (none on the PATH; set MAYROS_OLD_NODE)");
console.log(`packages: ${published.length} packed, ${count} problems`);
process.exitCode = count > 0 ? 1 : 0;
