// The two plugins that templates are made from (template-sources.json names them), and what else of the repository goes
// into them.
import { readFileSync } from "node:fs";
import { join } from "node:path";

export interface PluginSources {
  /** Folders of the two plugins, `plugins/<id>`. */
  readonly data: string;
  readonly login: string;
  /** Text of a file, by its path from the root of the repository. */
  readonly read: (path: string) => string;
  /** As the catalog of the workspace has it. */
  readonly typescript: string;
  /** Of the packages that a plugin uses; all are released together. */
  readonly version: string;
}

export function readSources(root: string): PluginSources {
  const read = (path: string): string => readFileSync(join(root, path), "utf8");
  const [, typescript] =
    /typescript-7: npm:typescript@(\S+)/.exec(read("pnpm-workspace.yaml")) ?? [];
  if (typescript === undefined) throw new Error("pnpm-workspace.yaml names no TypeScript");
  const { version } = JSON.parse(read("packages/core/package.json")) as { version: string };
  const text = read("packages/create-plugin/template-sources.json");
  const { data, login } = JSON.parse(text) as { data: string; login: string };
  return { data: `plugins/${data}`, login: `plugins/${login}`, read, typescript, version };
}
