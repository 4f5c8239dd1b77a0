// What somebody may ask `mayros plugins install` for: a package of the registry, a folder, a tarball. Nothing else: what
// comes from anywhere on the internet has no version that cannot change, and no publisher. Pure.
import { isExactVersion } from "./compare-versions.ts";

export type PackageSpec =
  | {
      readonly kind: "registry";
      readonly name: string;
      /** Exact, or absent. */
      readonly version?: string;
      /** Absent where a version is given. */
      readonly tag?: string;
    }
  /** As it was typed; `~` is not resolved. */
  | { readonly kind: "folder" | "tarball"; readonly path: string };

/** Why it is none. */
export interface RefusedSpec {
  readonly problem: string;
  /** A command to use in its place. */
  readonly hint: string;
}

/** `name` or `@scope/name`, as npm has them; one that begins with a dash would be an option. */
const PACKAGE_NAME = /^(?:@[a-z0-9~][a-z0-9._~-]*\/)?[a-z0-9~][a-z0-9._~-]*$/;

const TAG = /^[A-Za-z][A-Za-z0-9._-]{0,63}$/;

/** Names that npm refuses, or that would be another folder. */
export function isPackageName(name: string): boolean {
  return (
    name.length <= 214 &&
    PACKAGE_NAME.test(name) &&
    name !== "node_modules" &&
    name !== "favicon.ico"
  );
}

/** `isFolder`: something is there that has a manifest; it goes before a package of that name. */
export function parsePackageSpec(
  typed: string,
  isFolder: (path: string) => boolean,
): PackageSpec | RefusedSpec {
  const spec = typed.trim();
  if (spec === "") return { problem: "no package is named", hint: "mayros plugins search" };
  const address = addressProblem(spec);
  if (address) return address;
  const path = spec.startsWith("file:") ? spec.slice("file:".length) : spec;
  if (/\.(?:tgz|tar\.gz)$/i.test(path)) return { kind: "tarball", path };
  if (path !== spec || /^(?:\.{1,2}$|\.{1,2}[\\/]|[\\/]|~(?:$|[\\/])|[A-Za-z]:[\\/])/.test(path)) {
    return { kind: "folder", path };
  }
  if (isFolder(path)) return { kind: "folder", path };
  return parseRegistrySpec(spec);
}

/** Of a scope, the first `@` is part of the name. */
function parseRegistrySpec(spec: string): PackageSpec | RefusedSpec {
  const at = spec.indexOf("@", 1);
  const name = at < 0 ? spec : spec.slice(0, at);
  const wanted = at < 0 ? undefined : spec.slice(at + 1);
  if (!isPackageName(name)) {
    return {
      problem: `${JSON.stringify(name)} is no name of a package`,
      hint: name.includes("/") ? `mayros plugins install ./${name}` : "mayros plugins search",
    };
  }
  if (wanted === undefined) return { kind: "registry", name };
  if (isExactVersion(wanted)) return { kind: "registry", name, version: wanted };
  if (wanted.startsWith("npm:")) {
    return {
      problem: `${name}@npm:... calls one package by the name of another`,
      hint: `mayros plugins install ${wanted.slice("npm:".length)}`,
    };
  }
  if (wanted === "") {
    return { problem: "a version is missing after the @", hint: `mayros plugins install ${name}` };
  }
  if (TAG.test(wanted) && !/^[xv](?:\d|$)/i.test(wanted)) {
    return { kind: "registry", name, tag: wanted };
  }
  return {
    problem: `${wanted} is a range of versions; only an exact one can be agreed to`,
    hint: `mayros plugins install ${name}`,
  };
}

function addressProblem(spec: string): RefusedSpec | undefined {
  if (/^npm:/i.test(spec)) {
    return {
      problem: "npm: calls one package by the name of another",
      hint: `mayros plugins install ${spec.slice("npm:".length)}`,
    };
  }
  const isGit =
    /^(?:git[+:@]|(?:github|gitlab|bitbucket|gist):|ssh:)/i.test(spec) ||
    /^(?:[^@/]+@)?[^@/:]+:[^/\\].*\.git(?:#.*)?$/i.test(spec);
  const at = spec.slice(1).search(/@(?:git|https?|ssh|github|file|link|workspace)[+:]/i);
  if (isGit || at >= 0) {
    return {
      problem: "what is in a git repository or at an address has no version that stays what it is",
      hint: "git clone <address> plugin && mayros plugins install ./plugin",
    };
  }
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(spec) && !/^file:/i.test(spec)) {
    return {
      problem: "an address is no package of the registry: download it and look at it first",
      hint: "mayros plugins install ./<file>.tgz",
    };
  }
  return undefined;
}
