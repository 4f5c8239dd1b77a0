// `pnpm release [--dry-run] [--to <folder>]`: builds, packs and checks all that is published, says what the registry does
// not have yet, and publishes that, with provenance. `--dry-run` stops before.
import { spawn } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "../list-sources.ts";
import { findPublished, type Published } from "./find-published.ts";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly repository?: { readonly url?: string };
}

const { values } = parseArgs({
  options: { "dry-run": { type: "boolean", default: false }, to: { type: "string" } },
});
const dryRun = values["dry-run"];

function run(
  program: string,
  words: readonly string[],
  env: Record<string, string> = {},
): Promise<boolean> {
  const child = spawn(program, words, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code === 0));
  });
}

const read = (path: string): Manifest =>
  JSON.parse(readFileSync(join(root, path), "utf8")) as Manifest;

const packages = globSync("{packages,plugins,apps}/*/package.json", { cwd: root })
  .sort()
  .map(read)
  .filter((each) => each.private !== true);
const unversioned = packages.filter(({ version }) => version === "0.0.0");

/** What stands between this and a publication. */
function obstacles(): string[] {
  const { repository } = read("package.json");
  // Attestations are made of what a CI's own identity says: https://docs.npmjs.com/generating-provenance-statements
  const hasIdentity = process.env.ACTIONS_ID_TOKEN_REQUEST_URL || process.env.SIGSTORE_ID_TOKEN;
  return [
    ...(unversioned.length === 0
      ? []
      : [`${unversioned.length} packages have no version yet: pnpm version-packages`]),
    ...(repository?.url === undefined
      ? ["no package says where its sources are: node tools/release/write-repository.ts <url>"]
      : []),
    ...(hasIdentity
      ? []
      : [
          "there is no identity to attest with: releases are made by CI, .github/workflows/release.yml",
        ]),
  ];
}

/** What never had a version was never published: the registry is asked about the others alone. */
async function sayWhatIsNew(): Promise<void> {
  const versioned = packages.filter((each) => !unversioned.includes(each));
  const published = await findPublished(versioned);
  const listed = (wanted: Published, more: readonly Manifest[] = []): string[] =>
    [...versioned.filter((_each, at) => published[at] === wanted), ...more].map(
      ({ name, version }) => `${name}@${version}`,
    );
  const [fresh, unknown] = [listed("no", unversioned), listed("unknown")];
  console.log(
    `would be published: ${fresh.length === 0 ? "nothing" : `\n  ${fresh.join("\n  ")}`}`,
  );
  if (unknown.length > 0) {
    console.log(`not known, for the registry did not answer:\n  ${unknown.join("\n  ")}`);
  }
}

async function release(): Promise<boolean> {
  const to = values.to ?? (await mkdtemp(join(tmpdir(), "mayros-release-")));
  if (!(await run("turbo", ["run", "build", "--output-logs=errors-only"]))) return false;
  if (!(await run(process.execPath, ["tools/check-packages.ts", "--to", to]))) return false;
  console.log(`tarballs: ${to}`);
  const inTheWay = obstacles();
  if (dryRun) {
    await sayWhatIsNew();
    for (const each of inTheWay) console.log(`before it can be: ${each}`);
    return true;
  }
  for (const each of inTheWay) console.error(each);
  if (inTheWay.length > 0) return false;
  // pnpm 12 publishes and reads the first; npm, if ever it is asked, reads the second.
  const provenance = { PNPM_CONFIG_PROVENANCE: "true", NPM_CONFIG_PROVENANCE: "true" };
  return run("changeset", ["publish"], provenance);
}

process.exitCode = (await release()) ? 0 : 1;
