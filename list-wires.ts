// Which folders are wire formats: those that say in parts.json what they do with each part. The build and the
// checks read the folders, so that a new one is known everywhere once it is there.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Names of the wire formats below `sources`, which are those of their folders. */
export function listWires(sources: string): string[] {
  return readdirSync(sources)
    .filter((name) => existsSync(join(sources, name, "parts.json")))
    .sort();
}
