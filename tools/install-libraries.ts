// Puts the published libraries into a folder as a user would have them, from their tarballs. Needs no
// network: what they depend on is linked from the workspace.
import { mkdir, realpath, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { root } from "./list-sources.ts";
import { runProgram } from "./run-program.ts";

/** A published library: its folder in the repository and its tarball. */
export interface PackedLibrary {
  readonly folder: string;
  readonly name: string;
  readonly tarball: string;
  readonly dependencies: readonly string[];
}

/**
 * @ai-sdk/provider imports these and brings no types for them; a user has to install
 * @types/json-schema (https://github.com/vercel/ai/pull/15874, open on 2026-11-22).
 */
const jsonSchema = `declare module "json-schema" {
  export type JSONSchema7 = Record<string, unknown>;
  export type JSONSchema7Definition = JSONSchema7 | boolean;
}
`;

const compilerOptions = {
  target: "es2023",
  module: "nodenext",
  types: ["node"],
  strict: true,
  exactOptionalPropertyTypes: true,
};

async function link(from: string, name: string, modules: string): Promise<void> {
  const target = join(modules, name);
  await mkdir(dirname(target), { recursive: true });
  await symlink(await realpath(join(from, "node_modules", name)), target, "junction");
}

/**
 * Makes `folder`: a program's folder with the libraries in it as npm would unpack them. `outside` are packages
 * of others that the program itself needs, and the workspace folder that has each.
 */
export async function installLibraries(
  libraries: readonly PackedLibrary[],
  outside: ReadonlyMap<string, string>,
  folder: string,
): Promise<void> {
  const modules = join(folder, "node_modules");
  const ours = new Set(libraries.map(({ name }) => name));
  const linked = new Map([["@types/node", root], ...outside]);
  for (const { folder, name, tarball, dependencies } of libraries) {
    const target = join(modules, name);
    await mkdir(target, { recursive: true });
    const unpacking = await runProgram("tar", ["-xzf", tarball, "--strip-components=1"], {
      cwd: target,
    });
    if (unpacking.code !== 0) throw new Error(`tar failed: ${unpacking.stderr}`);
    for (const dependency of dependencies) {
      if (!ours.has(dependency)) linked.set(dependency, join(root, folder));
    }
  }
  for (const [name, from] of linked) await link(from, name, modules);
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  // Our own types have to stand a close look; those of `ai` don't with exact optional properties.
  const skipLibCheck = outside.size > 0;
  const config = { compilerOptions: { ...compilerOptions, skipLibCheck } };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
  await writeFile(join(folder, "json-schema.d.ts"), jsonSchema);
}

/** What the compiler complains of; undefined when it does not. */
export async function compilePrograms(folder: string): Promise<string | undefined> {
  const { code, stdout } = await runProgram("tsc", ["-p", folder, "--pretty", "false"], {
    cwd: folder,
  });
  return code === 0 ? undefined : stdout.trim();
}
