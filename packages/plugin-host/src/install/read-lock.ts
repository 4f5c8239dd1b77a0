// What a lock file says of the packages that were downloaded: the sha512 of each, and where it came from.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { RefusedFolder } from "../plugin-folder/refused-folder.ts";
import { strangeSource } from "./strange-source.ts";

export interface LockedPackages {
  /** Of the plugin's own tarball: `sha512-<base64>`. */
  readonly integrity: string | undefined;
  /** Besides the plugin. */
  readonly dependencies: number;
  /** Those that have an install script, as far as the lock file tells. */
  readonly scripts: readonly string[];
}

/** Throws RefusedFolder for packages that no registry has. */
export function readNpmLock(project: string, name: string): LockedPackages {
  const { packages = {} } = JSON.parse(
    readFileSync(join(project, "package-lock.json"), "utf8"),
  ) as { packages?: Record<string, LockedPackage> };
  const own = `node_modules/${name}`;
  const others = Object.entries(packages).filter(([path]) => path !== "" && path !== own);
  for (const [path, { resolved = "", link = false, ...wants }] of others) {
    refuseSource(path.split("node_modules/").at(-1) ?? path, link ? "link:" : resolved);
    const strange = strangeSource(wants, { aliases: true });
    if (strange !== undefined) refuse(strange);
  }
  const scripted = Object.entries(packages).filter(([, each]) => each.hasInstallScript === true);
  return {
    integrity: packages[own]?.integrity,
    dependencies: others.length,
    scripts: scripted.map(([path]) => path.split("node_modules/").at(-1) ?? path),
  };
}

interface LockedPackage {
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
  readonly [wants: string]: unknown;
}

/** `  '@scope/name@1.0.0':` with its resolution below, as pnpm writes it. */
const PNPM_ENTRY =
  /^ {2}'?((?:@[^/@\s]+\/)?[^@'\s]+)@([^\n]+?)'?:\n {4}resolution: \{([^}\n]*)\}/gm;

/** Throws RefusedFolder for packages that no registry has. */
export function readPnpmLock(project: string, name: string): LockedPackages {
  const text = readFileSync(join(project, "pnpm-lock.yaml"), "utf8");
  const section = /^packages:\n([\s\S]*?)(?=^\S|$(?![\s\S]))/m.exec(text)?.[1] ?? "";
  let integrity: string | undefined;
  let dependencies = 0;
  for (const [, found = "", , resolution = ""] of section.matchAll(PNPM_ENTRY)) {
    if (found === name && integrity === undefined) {
      integrity = /integrity: ([^,\s}]+)/.exec(resolution)?.[1];
      continue;
    }
    dependencies += 1;
    refuseSource(found, /(?:repo|tarball|directory): ([^,\s}]+)/.exec(resolution)?.[1] ?? "");
  }
  return { integrity, dependencies, scripts: [] };
}

/** Nothing named, or an address of a registry's tarball. */
function refuseSource(name: string, source: string): void {
  if (source === "" || /^https?:\/\//.test(source)) {
    if (!/\.git(?:#|$)|codeload\.|\/archive\//.test(source)) return;
  }
  refuse(name);
}

function refuse(name: string): never {
  throw new RefusedFolder(`it needs ${name}, which comes from no registry`);
}
