// What `mayros plugins install` was asked for, with a look at the disk: a folder and a tarball are absolute paths from here on.
import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { MayrosError } from "@mayros/core";
import { type PackageSpec, parsePackageSpec } from "@mayros/plugin-host";
import { expandHome } from "../../machine/expand-home.ts";
import type { Machine } from "../../machine/open-machine.ts";

/** Throws MAYROS_USAGE for what is none of the three. */
export function readSpec(machine: Machine, typed: string): PackageSpec {
  const absolute = (path: string): string => resolve(expandHome(path, machine.locations.home));
  const spec = parsePackageSpec(typed, (path) =>
    existsSync(join(absolute(path), "mayros.plugin.json")),
  );
  if ("problem" in spec) {
    throw new MayrosError(
      "MAYROS_USAGE",
      `${typed.trim() || "that"} can't be installed: ${spec.problem}`,
      {
        hint: spec.hint,
      },
    );
  }
  if (spec.kind === "registry") return spec;
  const path = absolute(spec.path);
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw unusable(`${path} does not exist`);
  if (found.isDirectory() !== (spec.kind === "folder")) {
    throw unusable(`${path} is neither the folder of a plugin nor its tarball (.tgz)`);
  }
  return { ...spec, path };
}

const unusable = (message: string): MayrosError =>
  new MayrosError("MAYROS_USAGE", message, { hint: "mayros plugins install --help" });

/** As it is recorded, and as it may be typed again. */
export function specText(spec: PackageSpec): string {
  if (spec.kind !== "registry") return spec.path;
  return spec.tag === undefined ? spec.name : `${spec.name}@${spec.tag}`;
}
