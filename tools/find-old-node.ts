// A Node on the PATH that is older than the command needs: the machine's own, where the scripts bring
// a newer one.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { root } from "./list-sources.ts";
import { runProgram } from "./run-program.ts";

const isOld = (version: string): boolean => {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  return major < 22 || (major === 22 && minor < 18);
};

/** Its path; undefined when every Node on the PATH is new enough. */
export async function findOldNode(path = process.env.PATH ?? ""): Promise<string | undefined> {
  for (const folder of path.split(delimiter)) {
    const node = join(folder, "node");
    if (folder.startsWith(root) || !existsSync(node)) continue;
    const { code, stdout } = await runProgram(node, ["--version"]);
    if (code === 0 && isOld(stdout.trim())) return node;
  }
  return undefined;
}
