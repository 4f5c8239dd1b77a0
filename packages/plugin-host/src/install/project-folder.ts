// The folder that a package manager works in: what it finds there, and what is found of it later.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MayrosError } from "@mayros/core";

/** Tells people what the folder is, and Mayros that it may replace it. */
const PROJECT_NAME = "mayros-installed-plugin";

export function writeProject(folder: string, dependencies: Readonly<Record<string, string>>): void {
  const description = "Made by `mayros plugins install`: a change in here turns the plugin off";
  const project = { name: PROJECT_NAME, private: true, description, dependencies };
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(project, null, 2)}\n`);
}

/** It was made by `writeProject`. Whose folder it is otherwise, nobody knows. */
export function isProject(folder: string): boolean {
  try {
    const text = readFileSync(join(folder, "package.json"), "utf8");
    return (JSON.parse(text) as { name?: unknown } | null)?.name === PROJECT_NAME;
  } catch {
    return false;
  }
}

/** Where the package of a plugin lies in its project. */
export function packageFolder(project: string, name: string): string {
  return join(project, "node_modules", ...name.split("/"));
}

/** What was packed into a folder that was empty before. */
export function onlyTarball(folder: string): string {
  const [name, ...more] = readdirSync(folder).filter((each) => each.endsWith(".tgz"));
  if (name !== undefined && more.length === 0) return join(folder, name);
  throw new MayrosError("MAYROS_PACKAGE_UNAVAILABLE", "packing the folder made no tarball", {
    hint: "npm pack --dry-run",
  });
}
