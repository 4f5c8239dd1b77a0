// Whether a stranger can make a plugin from what is published: the commands of docs/plugins/write-one.md, outside of the
// repository, with nothing but a registry that has our tarballs and what they depend on. In the end the plugin is packed.
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./list-sources.ts";
import { findTree } from "./registry/find-tree.ts";
import { startRegistry } from "./registry/start-registry.ts";
import { runProgram } from "./run-program.ts";

/** Folders of what is installed beside our own, as the workspace has it. */
const OTHERS = [
  "packages/plugin-testkit/node_modules/@copilotkit/aimock",
  "packages/plugin-testkit/node_modules/acorn",
  "packages/oauth/node_modules/oauth4webapi",
  "packages/core/node_modules/@ai-sdk/provider",
  "packages/core/node_modules/@types/json-schema",
  "packages/core/node_modules/zod",
  "node_modules/typescript-7",
];

export interface MadePluginTools {
  /** Of the packages of ours that a plugin and its making need. */
  readonly tarballs: readonly string[];
  /** The script of the installed `mayros`. */
  readonly command: string;
}

/** `folder` is made. */
export async function checkMadePlugins(
  { tarballs, command }: MadePluginTools,
  folder: string,
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const blocks = await readBlocks();
  if (blocks.length !== 2) return ["docs/plugins/write-one.md must make two plugins"];
  const registry = await startRegistry();
  try {
    const others = await Promise.all(OTHERS.map((each) => findTree(join(root, each))));
    const sources = [...new Set(others.flat()), ...tarballs];
    await Promise.all(sources.map((source) => registry.publish(source)));
    const env = { npm_config_userconfig: registry.npmrc, npm_config_yes: "true", HOME: folder };
    const problems: string[] = [];
    // One after the other: two `npm create` at once put the same package into one folder of npm's cache.
    for (const lines of blocks) {
      problems.push(...(await tryBlock([...lines, "npm pack"], { folder, command, env })));
    }
    return problems;
  } finally {
    await registry.close();
  }
}

/** The lines of each block of the page that begins with `npm create`. */
async function readBlocks(): Promise<string[][]> {
  const page = await readFile(join(root, "docs/plugins/write-one.md"), "utf8");
  return [...page.matchAll(/```sh\n(npm create[\s\S]*?)```/g)].map(([, block = ""]) =>
    block.trim().split("\n"),
  );
}

interface Surroundings {
  readonly folder: string;
  readonly command: string;
  readonly env: Record<string, string>;
}

async function tryBlock(
  lines: readonly string[],
  { folder, command, env }: Surroundings,
): Promise<string[]> {
  let cwd = folder;
  for (const line of lines) {
    const [program = "", ...words] = line.split(/\s+/);
    if (program === "cd") {
      cwd = join(cwd, words[0] ?? "");
      continue;
    }
    const isOurs = program === "mayros";
    const { code, stdout, stderr } = await runProgram(
      isOurs ? process.execPath : program,
      isOurs ? [command, ...words] : words,
      { cwd, env },
    );
    if (code !== 0) return [`${line}: exit ${code}\n${stdout}${stderr}`];
  }
  const hasTarball = (await readdir(cwd)).some((name) => name.endsWith(".tgz"));
  return hasTarball ? [] : [`npm pack made nothing in ${cwd}`];
}
