// The built command with another index of plugins beside it. What is measured is always a copy, so that
// a build at the same time disturbs nothing.
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildPluginIndex, type PluginSource } from "@mayros/plugin-host";

const built = join(import.meta.dirname, "../apps/cli");

/** Without `plugins`: with the index that ships. Returns the path of the command's main.js. */
export function copyCommand(folder: string, plugins?: readonly PluginSource[]): string {
  if (!existsSync(join(built, "dist/main.js"))) {
    throw new Error("apps/cli is not built: npx -y pnpm@12.21.0 run build");
  }
  for (const part of ["package.json", "dist", ...(plugins ? [] : ["builtin"])]) {
    cpSync(join(built, part), join(folder, part), { recursive: true });
  }
  if (plugins) {
    mkdirSync(join(folder, "builtin"));
    for (const [name, text] of Object.entries(buildPluginIndex(plugins))) {
      writeFileSync(join(folder, "builtin", name), text);
    }
  }
  return join(folder, "dist/main.js");
}
