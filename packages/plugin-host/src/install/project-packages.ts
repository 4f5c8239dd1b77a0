// All packages that were downloaded for a plugin, and which of them have something that npm would have run.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { listProjectFiles } from "./project-files.ts";

export interface ProjectPackage {
  readonly name: string;
  /** It has an install script. None is ever run. */
  readonly scripted: boolean;
}

const PACKAGE_JSON = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/@.][^/]*)\/package\.json$/;

/** The plugin among them. */
export function projectPackages(project: string): ProjectPackage[] {
  return listProjectFiles(project).flatMap(({ path }) => {
    const name = PACKAGE_JSON.exec(path)?.[1];
    return name === undefined ? [] : [{ name, scripted: isScripted(join(project, path)) }];
  });
}

/** A `binding.gyp` is one, too: https://docs.npmjs.com/cli/v11/using-npm/scripts#npm-install */
function isScripted(packageJson: string): boolean {
  try {
    const { scripts } = JSON.parse(readFileSync(packageJson, "utf8")) as { scripts?: object };
    const names = Object.keys(scripts ?? {});
    if (names.some((name) => /^(?:pre|post)?install$/.test(name))) return true;
  } catch {
    return false;
  }
  return existsSync(join(dirname(packageJson), "binding.gyp"));
}
