// Looks at everything that would be published the way its users get it. Needs a build.
import { globSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkInstalledCli } from "./check-installed-cli.ts";
import { checkTarball, packPackage, readPackageJson } from "./check-tarball.ts";
import { findOldNode } from "./find-old-node.ts";
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

async function checkOne(folder: string, scratch: string): Promise<string[]> {
  const home = join(root, folder);
  const tarball = await packPackage(home, scratch);
  const problems = await checkTarball(tarball, privateNames);
  if (folder !== "apps/cli") return problems;
  return [...problems, ...(await checkInstalledCli(tarball, join(scratch, "empty"), oldNode))];
}

const scratch = await mkdtemp(join(tmpdir(), "mayros-packages-"));
let count = 0;
try {
  for (const folder of published) {
    const problems = await checkOne(folder, scratch).catch((error: unknown) => [String(error)]);
    for (const problem of problems) console.error(`${folder}: ${problem}`);
    count += problems.length;
  }
} finally {
  await rm(scratch, { recursive: true });
}
if (!oldNode)
  console.log("not checked: the CLI on an old Node (none on the PATH; set MAYROS_OLD_NODE)");
console.log(`packages: ${published.length} packed, ${count} problems`);
process.exitCode = count > 0 ? 1 : 0;
