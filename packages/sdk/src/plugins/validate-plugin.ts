// `mayros plugins validate`: holds a plugin's folder against what Mayros asks of every plugin, before somebody else
// does. Runs none of its code, and works with any config.
import { resolve } from "node:path";
import { readPluginFolder } from "@mayros/plugin-host";
import type { BrokenRule, PluginFiles } from "@mayros/plugin-host/plugin-rules";
import type { PluginValidation } from "./install/package-report.ts";

/** `folder` may be relative to the working folder. Never rejects for what is wrong with it. */
export async function validatePlugin(
  folder: string,
  builtinFolder: string,
): Promise<PluginValidation> {
  const { brokenRules, readPluginFiles, readShippedNames } = await import(
    "@mayros/plugin-host/plugin-rules"
  );
  const path = resolve(folder);
  const [files, trust] = await Promise.all([
    readPluginFiles(path).catch(() => undefined),
    trustProblems(path),
  ]);
  if (files === undefined || !files.texts.has(MANIFEST)) return noPlugin(path, files, trust);
  const broken = brokenRules(files, { shipped: readShippedNames(builtinFolder) });
  // What the schemas refuse was said with its place.
  const problems = files.problems.length > 0 ? broken : [...trust, ...broken];
  return { folder: path, id: files.manifest?.id, valid: problems.length === 0, problems };
}

const MANIFEST = "mayros.plugin.json";

/** Without a manifest the other rules have nothing to say that would help. */
function noPlugin(
  folder: string,
  files: PluginFiles | undefined,
  trust: readonly BrokenRule[],
): PluginValidation {
  const missing = { rule: "has valid files", problem: `${MANIFEST} is missing` };
  return {
    folder,
    id: undefined,
    valid: false,
    problems: files === undefined ? trust : [missing],
    next: "npm create mayros-plugin",
  };
}

/** What keeps Mayros from reading it at all: whose files they are, where links lead, whether the entry is there. */
async function trustProblems(path: string): Promise<BrokenRule[]> {
  const read = await readPluginFolder(path);
  if (!("problem" in read)) return [];
  const { problem, fix } = read;
  const words = fix === undefined ? problem : `${problem}; ${fix}`;
  return [{ rule: "can be read and trusted", problem: words }];
}
