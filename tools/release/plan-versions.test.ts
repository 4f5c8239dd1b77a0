// What one change releases, as the pinned changesets does it: in a copy of this workspace whose packages are out as 0.1.0
// or 1.0.0. Nobody who only wants one plugin's news is to get fifty releases.
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { root } from "../list-sources.ts";
import { runProgram } from "../run-program.ts";

const together = [
  ...["@mayros/core", "@mayros/oauth", "@mayros/plugin-testkit", "@mayros/sdk", "@mayros/wire"],
  ...["create-mayros-plugin", "mayros"],
];
const paths = globSync("{packages,plugins,apps,examples}/*/package.json", { cwd: root });

interface Manifest {
  readonly name: string;
  version: string;
  readonly private?: boolean;
}

const readManifest = (file: string): Manifest => JSON.parse(readFileSync(file, "utf8")) as Manifest;

/** Name -> version after `changeset version`, of those that got another one. */
async function release(version: string, changed: Record<string, string>) {
  const copy = mkdtempSync(join(tmpdir(), "mayros-versions-"));
  onTestFinished(() => rmSync(copy, { recursive: true }));
  for (const path of ["package.json", "pnpm-workspace.yaml", ".changeset/config.json", ...paths]) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(join(root, path), join(copy, path));
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
  for (const path of paths) {
    const manifest = readManifest(join(copy, path));
    writeFileSync(join(copy, path), JSON.stringify({ ...manifest, version }, null, 2));
  }
  const lines = Object.entries(changed).map(([name, how]) => `"${name}": ${how}`);
  writeFileSync(join(copy, ".changeset/one.md"), `---\n${lines.join("\n")}\n---\n\nA change.\n`);
  const author = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
  writeFileSync(join(copy, ".gitignore"), "node_modules\n");
  for (const words of [
    ["init", "-q", "-b", "main"],
    ["add", "."],
    [...author, "commit", "-qm", "All"],
  ]) {
    await run("git", words, copy);
  }
  await run(join(root, "node_modules/.bin/changeset"), ["version"], copy);
  const after = paths.map((path) => readManifest(join(copy, path)));
  return Object.fromEntries(
    after.flatMap((each) =>
      each.private || each.version === version ? [] : [[each.name, each.version]],
    ),
  );
}

async function run(program: string, words: readonly string[], cwd: string): Promise<void> {
  const { code, stdout, stderr } = await runProgram(program, [...words], { cwd });
  if (code !== 0) throw new Error(`${program} ${words.join(" ")}: ${stdout}${stderr}`);
}

const allAt = (version: string) => Object.fromEntries(together.map((name) => [name, version]));

it("releases no plugin with a patch of core, and all that is for programs", async () => {
  expect(await release("0.1.0", { "@mayros/core": "patch" })).toEqual(allAt("0.1.1"));
});

it("releases a plugin alone", async () => {
  const changed = { "@mayros/groq": "patch", "@mayros/openai-codex": "minor" };
  expect(await release("0.1.0", changed)).toEqual({
    "@mayros/groq": "0.1.1",
    "@mayros/openai-codex": "0.2.0",
  });
});

it("releases all that is for programs with any of it", async () => {
  expect(await release("1.0.0", { "@mayros/wire": "minor" })).toEqual(allAt("1.1.0"));
});

it("releases plugins with what they do not fit any more", async () => {
  const released = await release("1.0.0", { "@mayros/core": "major" });
  expect(released).toMatchObject({ ...allAt("2.0.0"), "@mayros/groq": "1.0.1" });
});
