// Whether a program in strict TypeScript can be built on the published libraries: compiled and run
// against their tarballs, with the errors it makes on purpose found.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compilePrograms, installLibraries, type PackedLibrary } from "./install-libraries.ts";
import { runProgram } from "./run-program.ts";

/** One line for every private package whose types are bundled, and for the contracts. */
const consumer = `import type { Credential } from "@mayros/core";
import { standardFlow } from "@mayros/oauth";
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
// @ts-expect-error nor a way to log in
const flow = standardFlow(5);
export { codec, credential, flow, handle, issue, model, plugin, profile };

const mayros = createMayros({ env: { MAYROS_STATE_DIR: import.meta.dirname } });
const ids: string[] = (await mayros.plugins.list()).map(({ id }) => id);
mayros.close();
console.log(ids.length);
`;
/** `libraries` with all that they need of each other; `folder` is made. */
export async function checkTypesConsumer(
  libraries: readonly PackedLibrary[],
  folder: string,
): Promise<string[]> {
  await installLibraries(libraries, new Map(), folder);
  await writeFile(join(folder, "consumer.ts"), consumer);
  const compiling = await compilePrograms(folder);
  if (compiling !== undefined) return [`a program that uses it: ${compiling}`];
  const { code, stdout, stderr } = await runProgram(process.execPath, ["consumer.js"], {
    cwd: folder,
  });
  if (code === 0 && Number(stdout) > 0) return [];
  return [`a program that lists plugins must print how many; exit ${code}, ${stdout}${stderr}`];
}
