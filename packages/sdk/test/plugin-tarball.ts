// A plugin as its publisher packed it, by tar: npm takes half a second for the same, and packing is not what is tested.
import { execFileSync } from "node:child_process";
import { renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { type PluginText, pluginFolder, scratchFolder } from "./plugin-shop.ts";

/** Returns the tarball, which is removed when the test is over. */
export function pluginTarball(id: string, text: PluginText = {}): string {
  return tarballOf(pluginFolder(id, text));
}

/** `folder` is moved away. */
export function tarballOf(folder: string): string {
  const parent = dirname(folder);
  renameSync(folder, join(parent, "package"));
  const tarball = join(scratchFolder("tarball"), "plugin.tgz");
  execFileSync("tar", ["-czf", tarball, "-C", parent, "package"]);
  return tarball;
}
