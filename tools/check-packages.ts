// Looks at everything that would be published the way its users get it. Needs a build.
//   node tools/check-packages.ts [--to <folder>]
// With a folder, the tarballs are kept there, and a table of their sizes is printed.
import { existsSync, globSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { checkExamples } from "./check-examples.ts";
import { checkInstalledCli } from "./check-installed-cli.ts";
import { checkMadePlugins } from "./check-made-plugins.ts";
import { checkTarball, packPackage, readPackageJson } from "./check-tarball.ts";
import { checkTypesConsumer } from "./check-types-consumer.ts";
import { findOldNode } from "./find-old-node.ts";
import type { PackedLibrary } from "./install-libraries.ts";
import { root } from "./list-sources.ts";
import { measureTarball } from "./release/measure-tarball.ts";
import { repositoryProblems } from "./release/repository-problems.ts";
import { sizeProblems } from "./release/size-budgets.ts";
import { type PackedPackage, sizeTable } from "./release/size-table.ts";

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
const packed: PackedPackage[] = [];
const { values } = parseArgs({ options: { to: { type: "string" } } });
const repository = (await readPackageJson(root)).repository?.url;

/** Its size, and what its package.json says of where it is from. */
function weigh(folder: string, tarball: string): string[] {
  const { name = "", version = "", repository: own } = manifests.get(folder) ?? {};
  const isPlugin = folder.startsWith("plugins/");
  const entry = existsSync(join(root, folder, "src")) ? "code" : "data";
  const weighed = { name, plugin: isPlugin ? entry : undefined } as const;
  const size = measureTarball(tarball);
  packed.push({ ...weighed, version, ...size });
  return [...sizeProblems(weighed, size), ...repositoryProblems(own, repository, folder)];
}

async function checkOne(folder: string): Promise<string[]> {
  const tarball = tarballs.get(folder) ?? "";
  return [...(await checkTarball(tarball, privateNames)), ...weigh(folder, tarball)];
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

function checkInstalled(scratch: string): Promise<string[]> {
  return checkInstalledCli(tarballs.get("apps/cli") ?? "", join(scratch, "empty"), oldNode);
}

/** After the command was installed. */
function checkMade(scratch: string): Promise<string[]> {
  const folders = ["core", "oauth", "wire", "sdk", "plugin-testkit", "create-plugin"];
  return checkMadePlugins(
    {
      tarballs: folders.map((folder) => tarballs.get(`packages/${folder}`) ?? ""),
      command: join(scratch, "empty/node_modules/mayros/dist/main.js"),
    },
    join(scratch, "made"),
  );
}

const scratch = await mkdtemp(join(tmpdir(), "mayros-packages-"));
let count = 0;

async function report(about: string, checking: Promise<string[]>): Promise<void> {
  const problems = await checking.catch((error: unknown) => [String(error)]);
  for (const problem of problems) console.error(`${about}: ${problem}`);
  count += problems.length;
}

async function checkEach(): Promise<void> {
  for (const folder of published) await report(folder, checkOne(folder));
}

async function checkTogether(scratch: string): Promise<void> {
  await report("apps/cli, installed", checkInstalled(scratch));
  await report("packages/{core,oauth,wire,sdk}", checkLibraries(scratch));
  await report("a plugin that a stranger makes", checkMade(scratch));
}

try {
  if (values.to) await mkdir(values.to, { recursive: true });
  const target = values.to ? resolve(values.to) : scratch;
  for (const folder of published) {
    tarballs.set(folder, await packPackage(join(root, folder), target));
  }
  // Both wait for other programs most of the time.
  await Promise.all([checkEach(), checkTogether(scratch)]);
} finally {
  await rm(scratch, { recursive: true });
}
if (!oldNode)
  console.log("not checked: the CLI on an old Node (none on the PATH; set MAYROS_OLD_NODE)");
if (values.to) console.log(sizeTable(packed));
console.log(`packages: ${published.length} packed, ${count} problems`);
process.exitCode = count > 0 ? 1 : 0;
