// A copy of a folder that pnpm may work in. In the folder itself it would do what files there say before it does what it is asked:
// run a `.pnpmfile`, load packages that a `pnpm-workspace.yaml` names, start another pnpm that a package.json wants.
import {
  copyFileSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { RefusedFolder } from "../plugin-folder/refused-folder.ts";
import { MOST_BYTES, MOST_FILES } from "./project-files.ts";

/** At the top; none of them is part of a package. */
const SETTINGS = /^(?:\.npmrc|\.?pnpm-?(?:file|workspace|lock).*|node_modules|\.git)$/i;

/** Of a package.json: which programs are to be used, and another folder to take files from. */
const ORDERS = ["packageManager", "devEngines", "pnpm", "workspaces", "publishConfig"] as const;

/** Into an empty folder. Links stay behind, as they do when something is published. Throws RefusedFolder. */
export function copyForPnpm(from: string, to: string): void {
  const count = { files: 0, bytes: 0 };
  copyFolder(from, to, (name) => !SETTINGS.test(name), count);
  const path = join(to, "package.json");
  const manifest = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  if (manifest.bundleDependencies || manifest.bundledDependencies) {
    throw new RefusedFolder("it has packages of others in it, which needs npm to be packed");
  }
  for (const field of ORDERS) delete manifest[field];
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
}

function copyFolder(
  from: string,
  to: string,
  isWanted: (name: string) => boolean,
  count: { files: number; bytes: number },
): void {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const { name } of readdirSync(from, { withFileTypes: true })) {
    if (!isWanted(name)) continue;
    const stat = lstatSync(join(from, name));
    if (stat.isDirectory()) copyFolder(join(from, name), join(to, name), () => true, count);
    if (!stat.isFile()) continue;
    count.files += 1;
    count.bytes += stat.size;
    if (count.files > MOST_FILES) throw new RefusedFolder(`has more than ${MOST_FILES} files`);
    if (count.bytes > MOST_BYTES) {
      throw new RefusedFolder(`is larger than ${MOST_BYTES / 1024 / 1024} MB`);
    }
    copyFileSync(join(from, name), join(to, name));
  }
}
