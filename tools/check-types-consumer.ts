// Whether a program in strict TypeScript can be built on the published libraries: compiled and run
// against their tarballs, with the errors it makes on purpose found. Needs no network: what the
// libraries depend on is linked from the workspace.
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

/** One line for every private package whose types are bundled, and for the contracts. */
const consumer = `import type { Credential } from "@mayros/core";
import {
  type ConfigIssue,
  createMayros,
  type ModelRow,
  type PluginState,
  type ProfileSummary,
  type RunHandle,
} from "@mayros/sdk";
import { loadCodec } from "@mayros/wire";

// @ts-expect-error a number is no model
const model: ModelRow = 5;
// @ts-expect-error nor a plugin
const plugin: PluginState = 5;
// @ts-expect-error nor an issue
const issue: ConfigIssue = 5;
// @ts-expect-error nor a profile
const profile: ProfileSummary = 5;
// @ts-expect-error nor a running request
const handle: RunHandle = 5;
// @ts-expect-error nor a credential
const credential: Credential = 5;
// @ts-expect-error nor the name of a wire format
const codec = loadCodec(5);
export { codec, credential, handle, issue, model, plugin, profile };

const mayros = createMayros({ env: { MAYROS_STATE_DIR: import.meta.dirname } });
const ids: string[] = (await mayros.plugins.list()).map(({ id }) => id);
mayros.close();
console.log(ids.length);
`;

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
  skipLibCheck: false,
};

async function link(from: string, name: string, modules: string): Promise<void> {
  const target = join(modules, name);
  await mkdir(dirname(target), { recursive: true });
  await symlink(await realpath(join(from, "node_modules", name)), target, "junction");
}

async function install(libraries: readonly PackedLibrary[], modules: string): Promise<void> {
  const ours = new Set(libraries.map(({ name }) => name));
  const outside = new Map([["@types/node", root]]);
  for (const { folder, name, tarball, dependencies } of libraries) {
    const target = join(modules, name);
    await mkdir(target, { recursive: true });
    const unpacking = await runProgram("tar", ["-xzf", tarball, "--strip-components=1"], {
      cwd: target,
    });
    if (unpacking.code !== 0) throw new Error(`tar failed: ${unpacking.stderr}`);
    for (const dependency of dependencies) {
      if (!ours.has(dependency)) outside.set(dependency, join(root, folder));
    }
  }
  for (const [name, from] of outside) await link(from, name, modules);
}

/** `libraries` with all that they need of each other; `folder` is made. */
export async function checkTypesConsumer(
  libraries: readonly PackedLibrary[],
  folder: string,
): Promise<string[]> {
  await install(libraries, join(folder, "node_modules"));
  await writeFile(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions }));
  await writeFile(join(folder, "json-schema.d.ts"), jsonSchema);
  await writeFile(join(folder, "consumer.ts"), consumer);

  const compiling = await runProgram("tsc", ["-p", folder, "--pretty", "false"], { cwd: folder });
  if (compiling.code !== 0) return [`a program that uses it: ${compiling.stdout.trim()}`];
  const { code, stdout, stderr } = await runProgram(process.execPath, ["consumer.js"], {
    cwd: folder,
  });
  if (code === 0 && Number(stdout) > 0) return [];
  return [`a program that lists plugins must print how many; exit ${code}, ${stdout}${stderr}`];
}
